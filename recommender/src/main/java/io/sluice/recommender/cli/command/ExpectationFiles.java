package io.sluice.recommender.cli.command;

import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.Compression;
import io.sluice.ingest.source.InputFile;
import io.sluice.ingest.source.Locations;
import io.sluice.recommender.audit.expect.Expectation.Entry;
import io.sluice.recommender.audit.expect.ExpectationReader;
import io.sluice.recommender.audit.expect.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the files of expectations that a user names: gz and zst too, folders, standard input. */
final class ExpectationFiles {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /** What is taken from a folder; a file that is named is taken whatever its name. */
  private static final Pattern IN_FOLDERS =
      Pattern.compile(".*\\.(json|jsonl|ndjson|yaml|yml)(\\.gz|\\.zst)?");

  private final List<InputFile> files;
  private final InputStream standardInput;

  /**
   * The files of these locations.
   *
   * @throws UnusableInputException where one means nothing or there is no file at all
   */
  ExpectationFiles(List<String> locations, InputStream standardInput) {
    this.files =
        Locations.resolve(locations).stream()
            .filter(file -> file.named() || IN_FOLDERS.matcher(file.name()).matches())
            .toList();
    this.standardInput = standardInput;
    if (files.isEmpty()) {
      throw new UnusableInputException(
          String.join(", ", locations) + ": no .json, .jsonl or .yaml file there");
    }
  }

  int count() {
    return files.size();
  }

  /**
   * Reads all entries in order.
   *
   * @throws UnusableInputException where a file cannot be read to its end
   */
  void read(Consumer<Entry> sink) {
    for (InputFile file : files) {
      Path folder = file.path().flatMap(ExpectationFiles::folder).orElse(Path.of(""));
      try (BufferedReader text = open(file)) {
        ExpectationReader.read(text, new Place(file.name(), folder, 1), sink);
      } catch (IOException e) {
        throw new UnusableInputException(
            file.name() + ": cannot be read to its end: " + e.getMessage(), e);
      }
    }
  }

  private static Optional<Path> folder(Path file) {
    return Optional.ofNullable(file.getParent());
  }

  private BufferedReader open(InputFile file) throws IOException {
    InputStream raw =
        file.path().isPresent() ? Files.newInputStream(file.path().get()) : standardInput;
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(Compression.open(raw), StandardCharsets.UTF_8), 1 << 17);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
