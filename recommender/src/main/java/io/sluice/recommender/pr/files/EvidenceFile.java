package io.sluice.recommender.pr.files;

import io.sluice.recommender.pr.FileChange;
import io.sluice.recommender.pr.Sha256;
import io.sluice.recommender.write.policy.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The whole text of a pull request as a file beside the policies, for what fits nowhere else. It is
 * Markdown in a folder with a dot, so that no controller that applies all manifests of a folder
 * takes it for one. Like every file of ours it carries the digest of its content, and is kept once
 * somebody has edited it.
 */
public final class EvidenceFile {
  /** Its folder, below that of the policies. */
  public static final String FOLDER = ".sluice/evidence/";

  private static final String MARK = "<!-- sluice-sha256: ";
  private static final String END = " -->\n";

  private EvidenceFile() {}

  /**
   * Where it stands, below the folder of the policies.
   *
   * @param group the last part of the branch's name, which is safe in a path
   */
  public static String pathOf(String group) {
    return FOLDER + group + ".md";
  }

  /** The file with a text. */
  static String of(String text) {
    return MARK + digest(text) + END + text;
  }

  /**
   * The file as a change of the base; none where somebody edited it.
   *
   * @param below where it stands in the tree
   * @param path where it stands from the top of the repository
   */
  public static Optional<FileChange> change(FileTree tree, String below, String path, String text) {
    Optional<String> after = Optional.of(of(text));
    try {
      return switch (tree.kind(below)) {
        case ABSENT -> Optional.of(new FileChange(path, Optional.empty(), after));
        case FILE -> {
          String before = tree.read(below);
          yield isOurs(before)
              ? Optional.of(new FileChange(path, Optional.of(before), after))
              : Optional.empty();
        }
        default -> Optional.empty();
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " in the base", e);
    }
  }

  private static boolean isOurs(String content) {
    String text = content.replace("\r\n", "\n");
    int end = text.indexOf(END);
    return text.startsWith(MARK)
        && end > 0
        && text.substring(MARK.length(), end).equals(digest(text.substring(end + END.length())));
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
  }
}
