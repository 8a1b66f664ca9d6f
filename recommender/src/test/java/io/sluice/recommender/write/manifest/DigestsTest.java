package io.sluice.recommender.write.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.write.file.ContentDigest;
import io.sluice.recommender.write.file.DigestingStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigestsTest {
  /** SHA-256 of "abc", FIPS 180-2 appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void aReaderThatStopsEarlyDoesNotShortenTheDigest() throws IOException {
    DigestingStream in =
        ContentDigest.digesting(
            new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));

    int first = in.read();
    in.close();

    assertThat(first).isEqualTo('a');
    assertThat(in.digest()).isEqualTo(new ContentDigest(ABC, 3));
  }

  @Test
  void bytesThatAreSkippedCount() throws IOException {
    DigestingStream in =
        ContentDigest.digesting(
            new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));

    assertThat(in.skip(2)).isEqualTo(2);

    assertThat(in.digest()).isEqualTo(new ContentDigest(ABC, 3));
  }

  @Test
  void aFileThatIsWrittenToAfterItsDigestWasTakenIsTold() throws IOException {
    Path still = Files.writeString(folder.resolve("still"), "abc");
    Path growing = Files.writeString(folder.resolve("growing"), "abc");
    Path touched = Files.writeString(folder.resolve("touched"), "abc");
    Path gone = Files.writeString(folder.resolve("gone"), "abc");
    InputSurvey survey = new InputSurvey();
    assertThat(survey.take(still)).isEqualTo(new ContentDigest(ABC, 3));
    survey.take(growing);
    survey.take(touched);
    survey.take(gone);
    assertThat(survey.changed()).isEmpty();

    Files.writeString(growing, "abcd");
    Files.setLastModifiedTime(touched, FileTime.fromMillis(1));
    Files.delete(gone);

    assertThat(survey.changed())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("gone", "growing", "touched");
  }
}
