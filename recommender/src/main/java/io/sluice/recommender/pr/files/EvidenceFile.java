package io.sluice.recommender.pr.files;

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
  public static String of(String text) {
    return MARK + digest(text) + END + text;
  }

  /** What stands there, where it is ours to replace or nothing is there; else empty. */
  public static Optional<Optional<String>> replaceable(FileTree tree, String path) {
    try {
      return switch (tree.kind(path)) {
        case ABSENT -> Optional.of(Optional.empty());
        case FILE -> Optional.of(tree.read(path)).filter(EvidenceFile::isOurs).map(Optional::of);
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
