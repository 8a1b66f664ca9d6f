package io.sluice.recommender.recommend.named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A JSON file of named ranges while it is read; collects all that is wrong with it. */
final class RangeFile {
  private static final int MOST_PROBLEMS = 20;
  private static final int MAX_BYTES = 128 << 20;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final RangeProblems problems;
  private int found;

  /**
   * Of one file.
   *
   * @param problems where they are collected
   */
  RangeFile(Path file, RangeProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** What the file holds; empty, with the problem noted, where it is no JSON. */
  Optional<JsonNode> tree() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problem("is larger than " + (MAX_BYTES >> 20) + " MB: no file of named ranges");
        return Optional.empty();
      }
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JsonProcessingException e) {
      problem(
          "no valid JSON: "
              + e.getOriginalMessage()
              + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"));
    } catch (IOException e) {
      problem("cannot be read: " + problems.reason(e));
    }
    return Optional.empty();
  }

  /** Notes a problem; after some only their number grows. */
  void problem(String what) {
    found++;
    if (found <= MOST_PROBLEMS) {
      problems.add(file + ": " + what);
    }
  }

  /** Says how many problems were left out. */
  void close() {
    if (found > MOST_PROBLEMS) {
      problems.add(file + ": " + (found - MOST_PROBLEMS) + " more problems of this kind");
    }
  }

  /** A range or a single address; a problem where it is neither. */
  Optional<Cidr> range(JsonNode node, String where) {
    String text = node.isTextual() ? node.asText().trim() : "";
    Optional<Cidr> range = Cidr.parse(text);
    if (range.isEmpty() && text.indexOf('/') < 0) {
      range = IpAddress.parse(text).map(Cidr::of);
    }
    if (range.isEmpty()) {
      problem(where + " must be a range such as 203.0.113.0/24, but is " + node);
    }
    return range;
  }
}
