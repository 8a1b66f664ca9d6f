package io.sluice.analyzer.policy;

import io.sluice.analyzer.policy.load.PolicyLoader;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A file of policies with lines that a test is about: those that end with {@code # here}. */
public final class WrittenPolicies {
  private static final String MARK = "# here";

  private final Path file;
  private final String text;

  /** Writes the file. */
  public WrittenPolicies(Path file, String text) {
    this.file = file;
    this.text = text;
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A policy {@code shop/p}, from the line after {@code spec:} on. */
  public static WrittenPolicies spec(Path folder, String spec) {
    return new WrittenPolicies(
        folder.resolve("net.yaml"),
        """
        # a comment
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: p
          namespace: shop
        spec:
        """
            + spec.indent(2));
  }

  /** The lines with a mark, from 1. */
  public List<Integer> marked() {
    List<String> lines = text.lines().toList();
    List<Integer> marked = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(MARK)) {
        marked.add(i + 1);
      }
    }
    return marked;
  }

  /** What the real reader makes of it. */
  public List<ClusterObject> objects() {
    return ClusterReader.read("", file, OptionalLong.empty()).objects();
  }

  /** What the real loader makes of it. */
  public PolicyLoader.Result load() {
    return PolicyLoader.load(objects());
  }
}
