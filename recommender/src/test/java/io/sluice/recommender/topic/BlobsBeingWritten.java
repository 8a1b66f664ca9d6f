package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.blob.Azurite;
import io.sluice.recommender.example.ExampleFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The example's logs as they come into a container: bit by bit, in a random order. */
final class BlobsBeingWritten {
  private final Azurite azurite;
  private final String container;
  private final String prefix;
  private final Random random;

  /**
   * Blobs of which nothing is there yet.
   *
   * @param prefix what their names begin with
   */
  BlobsBeingWritten(Azurite azurite, String container, String prefix, Random random) {
    this.azurite = azurite;
    this.container = container;
    this.prefix = prefix;
    this.random = random;
  }

  /** The files of the example as they are written into blobs: whole, by lines, by minutes. */
  List<Runnable> steps() throws IOException {
    return steps(file -> true);
  }

  /** The same without packed ones, which are read only when they have not changed for long. */
  List<Runnable> stepsOfTexts() throws IOException {
    return steps(file -> !file.toString().endsWith(".gz"));
  }

  private List<Runnable> steps(Predicate<Path> wanted) throws IOException {
    List<List<Runnable>> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(ExampleFolder.logs())) {
      for (Path file : walk.filter(Files::isRegularFile).filter(wanted).sorted().toList()) {
        files.add(writing(file));
      }
    }
    List<Runnable> all = new ArrayList<>();
    while (!files.isEmpty()) {
      List<Runnable> one = files.get(random.nextInt(files.size()));
      all.add(one.remove(0));
      files.removeIf(List::isEmpty);
    }
    return all;
  }

  private List<Runnable> writing(Path file) throws IOException {
    String name = prefix + ExampleFolder.logs().relativize(file);
    byte[] bytes = Files.readAllBytes(file);
    List<Runnable> steps = new ArrayList<>();
    if (name.endsWith(".jsonl")) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      for (int from = 0; from < text.length(); ) {
        int to = Math.min(text.length(), from + 1 + random.nextInt(text.length() / 4));
        String part = text.substring(from, to);
        steps.add(() -> azurite.append(container, name, part));
        from = to;
      }
      return steps;
    }
    if (name.endsWith(".json")) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      int minute = text.indexOf("},{\"time\"");
      assertThat(minute).as("records of %s", name).isPositive();
      for (; minute >= 0; minute = text.indexOf("},{\"time\"", minute + 1)) {
        byte[] closed = (text.substring(0, minute + 1) + "]}").getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0) {
          steps.add(() -> azurite.put(container, name, closed));
        }
      }
    }
    steps.add(() -> azurite.put(container, name, bytes));
    return steps;
  }
}
