package io.sluice.ingest.source.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.source.LogReader;
import io.sluice.ingest.source.azure.FakeBlobService.Refusal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blobs that change while they are read, and a service that fails. */
final class BlobTroubleIT {
  private final FakeBlobService service = new FakeBlobService();
  private final BlobReading reading = new BlobReading();

  @AfterEach
  void stop() {
    service.close();
  }

  /** Does something once, before the first bytes behind an offset are sent. */
  private void whenBytesAreWantedFrom(int offset, String name, Runnable happening) {
    AtomicInteger times = new AtomicInteger();
    service.before(
        request -> {
          boolean there =
              request.startsWith("GET " + name + " ")
                  && Integer.parseInt(request.replaceAll(".* ([0-9]+)-[0-9]+", "$1")) >= offset;
          if (there && times.getAndIncrement() == 0) {
            happening.run();
          }
          return null;
        });
  }

  private static FileSummary file(LogReader.Result result, String end) {
    return result.files().stream()
        .filter(one -> one.file().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  private void twoBlobs() {
    service.put("a.json", BlobReading.lines(0, 40));
    service.put("b.json", BlobReading.lines(50, 60));
  }

  /** The first blob ends early and says why; the second is whole. */
  private void endsEarly(LogReader.Result result, String reason) {
    FileSummary first = file(result, "a.json");
    assertThat(first.account().skippedByReason()).containsEntry(Outcome.TRUNCATED, 1L);
    assertThat(BlobReading.samples(first).toString()).contains("a.json");
    assertThat(first.notes())
        .containsExactly(first.file() + ": " + reason + "; what follows is missing");
    assertThat(first.account().used()).isBetween(1L, 39L);
    assertThat(file(result, "b.json").account().used()).isEqualTo(10);
    List<Integer> clients = reading.clients();
    assertThat(clients.subList(0, (int) first.account().used()))
        .isEqualTo(IntStream.range(0, (int) first.account().used()).boxed().toList());
  }

  @Test
  void aBlobThatIsRewrittenWhileItIsReadEndsThereAndIsNamed() {
    twoBlobs();
    whenBytesAreWantedFrom(800, "a.json", () -> service.put("a.json", BlobReading.lines(60, 99)));

    LogReader.Result result = reading.read(service.url(""));

    endsEarly(result, "the blob was rewritten while it was read");
    assertThat(reading.clients()).as("no byte of the other version").doesNotContain(70, 80);
  }

  @Test
  void aBlobThatIsTruncatedWhileItIsReadEndsThereAndIsNamed() {
    twoBlobs();
    whenBytesAreWantedFrom(800, "a.json", () -> service.put("a.json", BlobReading.lines(0, 3)));

    LogReader.Result result = reading.read(service.url(""));

    endsEarly(result, "the blob was rewritten while it was read");
  }

  @Test
  void aBlobThatIsDeletedWhileItIsReadEndsThereAndIsNamed() {
    twoBlobs();
    whenBytesAreWantedFrom(800, "a.json", () -> service.delete("a.json"));

    LogReader.Result result = reading.read(service.url(""));

    endsEarly(result, "the blob was deleted before it was read to its end");
  }

  @Test
  void aBlobThatIsDeletedBeforeItIsReadIsNamedAndTheOthersAreRead() {
    twoBlobs();
    whenBytesAreWantedFrom(0, "a.json", () -> service.delete("a.json"));

    LogReader.Result result = reading.read(service.url(""));

    assertThat(BlobReading.samples(file(result, "a.json")).toString()).contains("was deleted");
    assertThat(file(result, "b.json").account().used()).isEqualTo(10);
  }

  @Test
  void aBlobThatIsRewrittenBetweenListAndReadIsReadAsItIsThen() {
    twoBlobs();
    whenBytesAreWantedFrom(0, "a.json", () -> service.put("a.json", BlobReading.lines(0, 45)));

    LogReader.Result result = reading.read(service.url(""));

    FileSummary first = file(result, "a.json");
    assertThat(first.account().used()).isEqualTo(45);
    assertThat(first.account().bad()).isZero();
    assertThat(first.notes())
        .containsExactly(
            first.file()
                + ": the blob was rewritten after it was found: read as it was when opened");
  }

  @Test
  void ofABlobThatGrowsOnlyWhatWasThereWhenItWasListedIsRead() {
    service.append("a.json", BlobReading.lines(0, 40));
    service.put("b.json", BlobReading.lines(50, 60));
    AtomicInteger number = new AtomicInteger();
    service.before(
        request -> {
          if (request.startsWith("GET a.json") && number.get() < 4) {
            service.append("a.json", BlobReading.line(40 + number.getAndIncrement()));
          }
          return null;
        });

    LogReader.Result result = reading.read(service.url(""));

    FileSummary first = file(result, "a.json");
    assertThat(first.account().used()).isEqualTo(40);
    assertThat(first.account().bad()).isZero();
    assertThat(first.notes()).isEmpty();
  }

  @Test
  void anAppendBlobThatIsMadeAnewIsNotTheSame() {
    service.append("a.json", BlobReading.lines(0, 40));
    service.put("b.json", BlobReading.lines(50, 60));
    whenBytesAreWantedFrom(
        800,
        "a.json",
        () -> {
          service.delete("a.json");
          service.append("a.json", BlobReading.lines(60, 99) + BlobReading.lines(0, 40));
        });

    LogReader.Result result = reading.read(service.url(""));

    endsEarly(result, "the blob was rewritten while it was read");
  }

  @Test
  void whatIsInTheArchiveTierIsNamedAndTheOthersAreRead() {
    twoBlobs();
    service.before(
        request -> request.startsWith("GET a.json") ? new Refusal(409, "BlobArchived") : null);

    LogReader.Result result = reading.read(service.url(""));

    assertThat(BlobReading.samples(file(result, "a.json")).toString())
        .contains("the blob is in the archive tier: rehydrate it first");
    assertThat(file(result, "b.json").account().used()).isEqualTo(10);
  }

  @Test
  void throttlingIsWaitedOutAsLongAsTheServiceAsks() {
    twoBlobs();
    AtomicInteger refused = new AtomicInteger();
    service.before(
        request ->
            refused.getAndIncrement() % 3 < 2
                ? new Refusal(
                    refused.get() % 2 == 0 ? 429 : 503, "ServerBusy", Map.of("Retry-After", "7"))
                : null);

    LogReader.Result result = reading.read(service.url(""));

    assertThat(BlobReading.records(result)).isEqualTo(50);
    assertThat(reading.waits).isNotEmpty().allMatch(Duration.ofSeconds(7)::equals);
  }

  @Test
  void withoutSuchAWishTheTimeDoubles() {
    twoBlobs();
    AtomicInteger refused = new AtomicInteger();
    service.before(
        request -> refused.getAndIncrement() < 2 ? new Refusal(500, "InternalError") : null);

    reading.read(service.url(""));

    assertThat(reading.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void aServiceThatStaysBusyEndsTheRunWithTheBlobsNameAndWithoutTheSas() {
    twoBlobs();
    service.before(
        request -> request.startsWith("GET b.json") ? new Refusal(503, "ServerBusy") : null);

    assertThatThrownBy(() -> reading.read(service.url("")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(service.container() + "/b.json: the storage account answers 503")
        .hasMessageContaining("after 3 tries; run again later")
        .hasMessageNotContaining("sig=")
        .hasStackTraceContaining("b.json")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("c2VjcmV0"));
  }

  private static String stackTrace(Throwable e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    twoBlobs();
    service.before(request -> new Refusal(403, "AuthorizationPermissionMismatch"));

    assertThatThrownBy(() -> reading.read(service.url("")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("refuses a SAS (403 AuthorizationPermissionMismatch)")
        .hasMessageContaining("Storage Blob Data Reader");
    assertThat(reading.waits).isEmpty();
  }

  @Test
  void aWrongSasIsARefusalAndIsNotShown() {
    twoBlobs();

    assertThatThrownBy(() -> reading.read(service.container() + "?sv=1&sig=d3Jvbmc"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("403 AuthenticationFailed")
        .hasMessageNotContaining("d3Jvbmc");
  }

  @Test
  void aMissingContainerAndAMissingPrefixAreInputsThatDoNotExist() {
    twoBlobs();

    assertThatThrownBy(() -> reading.read(service.url("nothing"), service.url("none/")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("/nothing: no blob's name begins so")
        .hasMessageContaining("/none/: no blob's name begins so");
    service.before(request -> new Refusal(404, "ContainerNotFound"));
    assertThatThrownBy(() -> reading.read(service.url("")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("there is no such container");
  }

  @Test
  void aServerThatIsNotThereIsTriedAgainAndNamed() {
    String url = service.url("a");
    service.close();

    assertThatThrownBy(() -> reading.read(url))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no connection to the storage account after 3 tries");
    assertThat(reading.waits).hasSize(2);
  }
}
