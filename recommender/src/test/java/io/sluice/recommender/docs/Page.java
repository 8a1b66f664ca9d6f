package io.sluice.recommender.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param path from the repository's root, with slashes
 * @param text its text
 */
public record Page(String path, String text) {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
  private static final List<String> AT_ROOT =
      List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md");

  static Path root() {
    return Path.of(System.getProperty("sluice.root"));
  }

  /** The page of that path. */
  public static Page of(String path) {
    try {
      return new Page(path, Files.readString(root().resolve(path), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages under {@code docs} and those at the root, sorted. */
  static List<Page> all() {
    List<String> paths = new ArrayList<>(AT_ROOT);
    try (Stream<Path> walk = Files.walk(root().resolve("docs"))) {
      walk.filter(path -> path.toString().endsWith(".md"))
          .forEach(path -> paths.add(root().relativize(path).toString().replace('\\', '/')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths.stream().sorted().map(Page::of).toList();
  }

  /** What stands between {@code <!-- name:begin -->} and {@code <!-- name:end -->}. */
  public String section(String name) {
    String begin = "<!-- " + name + ":begin -->";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- " + name + ":end -->");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(path + " has no section " + name);
    }
    return text.substring(from + begin.length(), to).strip();
  }

  /** The text inside the only fenced block of a section. */
  String block(String name) {
    List<String> lines = section(name).lines().toList();
    return String.join("\n", lines.subList(1, lines.size() - 1));
  }

  /** The first cells of a table's rows, without backticks. */
  static List<String> firstCells(String table) {
    return table
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("\\|", -1)[1].strip().replace("`", ""))
        .toList();
  }

  /** Targets of links, as written; none from fenced blocks. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(FENCE.matcher(text).replaceAll(""));
    while (matcher.find()) {
      links.add(matcher.group(1));
    }
    return links;
  }

  /** The anchors of its headings, as code hosts make them. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    Matcher matcher = HEADING.matcher(FENCE.matcher(text).replaceAll(""));
    while (matcher.find()) {
      anchors.add(
          matcher
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }
}
