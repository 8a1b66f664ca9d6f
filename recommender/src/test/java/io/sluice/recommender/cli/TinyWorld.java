package io.sluice.recommender.cli;

import io.sluice.recommender.example.ExampleWorkload;
import io.sluice.recommender.example.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code shop/web} calls {@code shop/cart} on 7070 in Hubble logs: enough for most commands. */
final class TinyWorld {
  final Fixture fixture;
  final ExampleWorkload web;
  final ExampleWorkload cart;

  TinyWorld(Path folder) {
    fixture = new Fixture(folder.resolve("world"));
    web = fixture.deployment("shop/web", "app=web", 2);
    cart = fixture.deployment("shop/cart", "app=cart", 2, 7070);
    fixture.talks(web, cart, 7070);
    fixture.write();
  }

  Path logs() {
    return fixture.logs();
  }

  Path cluster() {
    return fixture.cluster();
  }

  /** The log files, sorted. */
  List<Path> files() {
    try (Stream<Path> tree = Files.walk(logs())) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines of all log files. */
  List<String> lines() {
    return files().stream().flatMap(file -> read(file).lines()).toList();
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CommandRun run(String command, Object... options) {
    return on(logs(), command, options);
  }

  /** The same with other logs. */
  CommandRun on(Object logs, String command, Object... options) {
    Object[] words = new Object[options.length + 4];
    words[0] = command;
    words[1] = logs;
    words[2] = "--cluster";
    words[3] = cluster();
    System.arraycopy(options, 0, words, 4, options.length);
    return CommandRun.of(words);
  }
}
