package io.sluice.recommender.cli.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.write.file.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** The file of {@code --baseline}: an earlier answer of {@code check -o json}. */
public final class BaselineFile {
  private BaselineFile() {}

  /** The fingerprints of its findings. */
  public static SortedSet<String> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode report = new JsonMapper().readTree(in);
      if (!report.path("kind").asText().equals("CheckReport")) {
        throw new UsageException(
            "--baseline " + file + " is no answer of: sluice check … -o json=" + file);
      }
      SortedSet<String> fingerprints = new TreeSet<>();
      add(fingerprints, report.path("findings"));
      add(fingerprints, report.path("policyFindings"));
      return fingerprints;
    } catch (JsonProcessingException e) {
      throw new UsageException("--baseline " + file + " is no JSON document");
    } catch (IOException e) {
      throw new UsageException("--baseline " + file + " cannot be read: " + FileTrouble.reason(e));
    }
  }

  private static void add(SortedSet<String> fingerprints, JsonNode findings) {
    findings.forEach(finding -> fingerprints.add(finding.path("fingerprint").asText()));
  }
}
