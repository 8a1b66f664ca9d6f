package io.sluice.ingest.source.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.LogReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blobs that nobody touches while they are read. */
final class BlobsAsInputsIT {
  private final FakeBlobService service = new FakeBlobService();
  private final BlobReading reading = new BlobReading();

  @AfterEach
  void stop() {
    service.close();
  }

  private static List<String> names(LogReader.Result result) {
    return result.files().stream().map(FileSummary::file).toList();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void allWhoseNamesBeginWithThePrefixAreReadInTheOrderOfTheirNames() {
    service.put("day=2/b.json", BlobReading.line(3));
    service.put("day=2/a.json", BlobReading.line(2));
    service.put("day=20/c.json", BlobReading.line(4));
    service.put("day=1/z.json", BlobReading.line(1));
    service.put("day=2/.hidden", BlobReading.line(9));

    LogReader.Result result = reading.read(service.url("day=2"));

    String root = service.container() + "/";
    assertThat(names(result))
        .containsExactly(root + "day=2/a.json", root + "day=2/b.json", root + "day=20/c.json");
    assertThat(reading.clients()).containsExactly(2, 3, 4);
  }

  @Test
  void aWholeContainerIsRead() {
    service.put("a", BlobReading.line(1));
    service.put("b/c", BlobReading.line(2));

    reading.read(service.container() + "?" + FakeBlobService.SAS);

    assertThat(reading.clients()).containsExactly(1, 2);
  }

  @Test
  void aPatternTakesTheFilesAndFoldersThatItMatches() {
    service.put("y=2026/d=01/PT1H.json", BlobReading.line(1));
    service.put("y=2026/d=02/PT1H.json", BlobReading.line(2));
    service.put("y=2026/d=03/PT1H.json", BlobReading.line(3));
    service.put("y=2025/d=01/PT1H.json", BlobReading.line(4));

    reading.read(service.url("y=2026/d=0[12]"));
    reading.read(service.url("y=*/d=03/*.json"));

    assertThat(reading.clients()).containsExactly(1, 2, 3);
    assertThat(service.requests()).contains("LIST y=2026/d=0", "LIST y=");
  }

  @Test
  void aBlobThatTwoLocationsMeanIsReadOnce() {
    service.put("a.json", BlobReading.line(1));
    service.put("b.json", BlobReading.line(2));

    reading.read(service.url(""), service.url("a.json"));

    assertThat(reading.clients()).containsExactly(1, 2);
  }

  @Test
  void aBlobOfManyRangesIsWholeWhateverTheRangesCutApart() {
    service.put("a.json", BlobReading.lines(0, 60));

    LogReader.Result result = reading.read(service.url("a.json"));

    assertThat(reading.clients()).isEqualTo(IntStream.range(0, 60).boxed().toList());
    assertThat(result.files().get(0).account().bad()).isZero();
    assertThat(service.requests().stream().filter(one -> one.startsWith("GET")).count())
        .isGreaterThan(20);
  }

  @Test
  void compressionIsUndoneFromTheContent() throws IOException {
    service.put("a", gzip(BlobReading.lines(0, 50)));
    service.put("b", Zstd.compress(BlobReading.lines(50, 100).getBytes(StandardCharsets.UTF_8)));

    reading.read(service.url(""));

    assertThat(reading.clients()).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aListOfManyPagesIsReadToItsEnd() {
    service.pages(500);
    for (int i = 0; i < 1_200; i++) {
      service.put(String.format(Locale.ROOT, "h=%04d/PT1H.json", i), BlobReading.line(i % 50));
    }
    reading.parallelism = 8;
    reading.threads = 3;

    LogReader.Result result = reading.read(service.url("h="));

    assertThat(result.files()).hasSize(1_200);
    assertThat(BlobReading.records(result)).isEqualTo(1_200);
    assertThat(names(result)).isSorted();
    assertThat(service.requests().stream().filter("LIST h="::equals).count()).isEqualTo(3);
    assertThat(service.requests().stream().filter(one -> one.startsWith("GET")).count())
        .as("each once")
        .isEqualTo(1_200);
  }

  @Test
  void whatIsReadTwiceIsListedOnce() {
    service.put("a", BlobReading.line(1));
    AzureBlobs blobs = reading.blobs();

    reading.read(blobs, service.url(""));
    service.put("b", BlobReading.line(2));
    reading.read(blobs, service.url(""));

    assertThat(reading.clients()).as("the same inputs again").containsExactly(1, 1);
  }

  @Test
  void aNamedBlobOfNoKnownFormatIsRefusedAndOneThatIsMetIsListed() {
    service.put("notes.txt", "nothing to see here\n");
    service.put("a.json", BlobReading.line(1));

    LogReader.Result result = reading.read(service.url(""));

    assertThat(result.unknown())
        .extracting(LogReader.UnreadFile::file)
        .containsExactly(service.container() + "/notes.txt");
    assertThatThrownBy(() -> reading.read(service.url("notes.txt")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("is of no known format")
        .hasMessageNotContaining("sig=");
  }

  @Test
  void namesAreWrittenAsUrlsAreAndReadAsUrlsAre() {
    service.put("a b/ü%.json", BlobReading.line(1));

    LogReader.Result result = reading.read(service.url("a%20b/%C3%BC%25.json"));

    assertThat(names(result)).containsExactly(service.container() + "/a%20b/%C3%BC%25.json");
    assertThat(reading.clients()).containsExactly(1);
  }

  @Test
  void emptyBlobsAreEmptyFiles() {
    service.put("a", "");
    service.put("b", BlobReading.line(1));

    LogReader.Result result = reading.read(service.url(""));

    assertThat(result.files()).hasSize(2);
    assertThat(reading.clients()).containsExactly(1);
  }

  @Test
  void theAccountOfTheOwnSchemeComesFromTheConnectionString() {
    service.put("a.json", BlobReading.line(1));
    reading.env =
        Map.of(
            "AZURE_STORAGE_CONNECTION_STRING",
            "BlobEndpoint="
                + service.container().replace("/logs", "")
                + ";SharedAccessSignature="
                + FakeBlobService.SAS);

    LogReader.Result result = reading.read("azblob://logs/a");

    assertThat(names(result)).containsExactly("azblob://logs/a.json");
  }
}
