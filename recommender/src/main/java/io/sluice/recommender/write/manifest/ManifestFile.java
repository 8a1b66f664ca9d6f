package io.sluice.recommender.write.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.ingest.UnusableInputException;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.file.FileTrouble;
import io.sluice.recommender.write.file.OutputFiles;
import io.sluice.recommender.write.file.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The file that a run manifest stands in. */
public final class ManifestFile {
  private static final long MAX_BYTES = 256L << 20;

  /** The parser's own words on where something began, which name no file. */
  private static final Pattern PLACES = Pattern.compile(" \\((start marker )?at \\[.*");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestFile() {}

  /** Writes it whole or not at all. */
  public static void write(Path file, RunManifest manifest, RunOutcome outcome, Scratch scratch) {
    String text = JsonText.write(ManifestJson.of(manifest, outcome));
    OutputFiles files = new OutputFiles(scratch);
    files.stage(file, text.getBytes(StandardCharsets.UTF_8));
    files.publish();
  }

  /** The settings in effect, as a manifest has them. */
  public static JsonNode settings(Settings settings) {
    return ManifestJson.settings(settings);
  }

  /**
   * Reads one.
   *
   * @throws UnusableInputException where it is none that this version can repeat
   */
  public static RunManifest read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new UnusableInputException(file + ": no such file");
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw new UnusableInputException(
            file
                + " is no run manifest: expected a file of at most "
                + (MAX_BYTES >> 20)
                + " MiB that recommend --manifest wrote");
      }
      return new ManifestReader(file.toString()).read(MAPPER.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new UnusableInputException(
          file
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": no run manifest, the JSON is broken or cut short: "
              + PLACES.matcher(e.getOriginalMessage()).replaceAll(""),
          e);
    } catch (IOException e) {
      throw new UnusableInputException(file + " cannot be read: " + FileTrouble.reason(e), e);
    }
  }
}
