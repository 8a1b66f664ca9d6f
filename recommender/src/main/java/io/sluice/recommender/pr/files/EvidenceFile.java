package io.sluice.recommender.pr.files;

import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.write.policy.FileTree;
import io.sluice.recommender.write.policy.GeneratedFile;
import io.sluice.recommender.write.policy.GeneratedFile.Comment;
import io.sluice.recommender.write.policy.GeneratedFile.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The whole text of a pull request as a file beside the policies, for what fits nowhere else. It is
 * Markdown in a folder with a dot, so that no controller that applies all manifests of a folder
 * takes it for one. Like every file of ours it carries the digest of its content, and is kept once
 * somebody has edited it.
 */
public final class EvidenceFile {
  /** Its folder, below that of the policies. */
  private static final String FOLDER = ".sluice/evidence/";

  private EvidenceFile() {}

  /**
   * Where it stands, below the folder of the policies.
   *
   * @param group the last part of the branch's name, which is safe in a path
   */
  public static String pathOf(String group) {
    return FOLDER + group + ".md";
  }

  /**
   * The file as a change of the base; none where somebody edited it.
   *
   * @param below where it stands in the tree
   * @param path where it stands from the top of the repository
   */
  public static Optional<FileChange> change(FileTree tree, String below, String path, String text) {
    Optional<String> after = Optional.of(GeneratedFile.stamp(text, Comment.MARKDOWN));
    try {
      return switch (tree.kind(below)) {
        case ABSENT -> Optional.of(new FileChange(path, Optional.empty(), after));
        case FILE -> {
          String before = tree.read(below);
          yield GeneratedFile.owner(before, Comment.MARKDOWN) == Owner.OURS
              ? Optional.of(new FileChange(path, Optional.of(before), after))
              : Optional.empty();
        }
        default -> Optional.empty();
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " in the base", e);
    }
  }
}
