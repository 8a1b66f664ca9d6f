package io.sluice.recommender.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.FileSummary;
import io.sluice.recommender.example.ExampleFolder;
import io.sluice.recommender.example.Sluice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on blobs of a real server answer as they do on the same files. */
final class BlobsInAzuriteIT {
  private static final int HOURS = 1_200;
  private static Azurite azurite;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path settings;

  @BeforeAll
  static void start() throws IOException {
    azurite = Azurite.start();
    settings =
        Files.writeString(
            shared.resolve("sluice.yaml"),
            "azure: {serviceVersion: \"" + Azurite.SERVICE_VERSION + "\", rangeMebibytes: 1}\n");
    azurite.putAll("example", ExampleFolder.logs());
  }

  @AfterAll
  static void stop() {
    if (azurite != null) {
      azurite.close();
    }
  }

  private static BlobRun sluice(Map<String, String> env, Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--config";
    all[words.length + 1] = settings;
    return BlobRun.of(env, all);
  }

  private static BlobRun sluice(Object... words) {
    return sluice(azurite.env(), words);
  }

  private static String line(int octet) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.244.1."
        + (100 + octet % 100)
        + "\",\"destination\":\"10.244.2.1\"},\"l4\":{\"TCP\":{\"source_port\":40000,"
        + "\"destination_port\":8080}},\"is_reply\":false}}\n";
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj(BlobsInAzuriteIT::line).collect(Collectors.joining());
  }

  @Test
  void theExampleGivesTheSameEdgesWhereverItIs() throws IOException {
    Path ofBlobs = folder.resolve("blobs.edges");
    Path ofFiles = folder.resolve("files.edges");
    Object[] rest = {"--cluster", ExampleFolder.cluster(), "-o"};

    BlobRun blobs =
        sluice("flows", "azblob://example", rest[0], rest[1], rest[2], "edges=" + ofBlobs);
    BlobRun files =
        sluice("flows", ExampleFolder.logs(), rest[0], rest[1], rest[2], "edges=" + ofFiles);

    assertThat(blobs.exit()).as(blobs.err()).isZero();
    assertThat(blobs.err()).isEqualTo(files.err());
    assertThat(nameless(ofBlobs, "azblob://example/"))
        .isEqualTo(nameless(ofFiles, ExampleFolder.logs() + "/"));
  }

  /** A table whose logs are called by what stands behind a prefix, and otherwise as it is. */
  private static byte[] nameless(Path table, String prefix) throws IOException {
    try (InputStream in = Files.newInputStream(table)) {
      StoredTable stored = EdgeFile.read(in);
      return EdgeFile.write(
          new StoredTable(
              stored.table(),
              stored.pods(),
              stored.logs().stream().map(log -> nameless(log, prefix)).toList(),
              stored.unread(),
              stored.disagreements(),
              stored.names()));
    }
  }

  private static FileSummary nameless(FileSummary log, String prefix) {
    assertThat(log.file()).startsWith(prefix);
    return new FileSummary(
        log.file().substring(prefix.length()),
        log.format(),
        log.account(),
        log.firstMillis(),
        log.lastMillis(),
        log.lostEvents(),
        log.replies(),
        log.notes(),
        log.clusters(),
        log.recordsPerHour());
  }

  @Test
  void theExampleGivesTheSameRecommendationWhereverItIs() {
    Path ofBlobs = folder.resolve("blobs");
    Path ofFiles = folder.resolve("files");

    BlobRun blobs = recommend("azblob://example", ofBlobs);
    BlobRun files = recommend(ExampleFolder.logs(), ofFiles);

    assertThat(blobs.exit()).as(blobs.err()).isZero();
    assertThat(Sluice.files(ofBlobs)).isNotEmpty().isEqualTo(Sluice.files(ofFiles));
    assertThat(blobs.out().replace("azblob://example/", ""))
        .isEqualTo(files.out().replace(ExampleFolder.logs() + "/", ""));
  }

  private static BlobRun recommend(Object logs, Path out) {
    return sluice(
        "recommend", logs, "--cluster", ExampleFolder.cluster(), "--out-dir", out, "-o", "json");
  }

  @Test
  void packedBlobsAreUnpacked() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
      out.write(lines(50).getBytes(StandardCharsets.UTF_8));
    }
    azurite.put("packed", "a", gz.toByteArray());
    azurite.put("packed", "b", Zstd.compress(lines(30).getBytes(StandardCharsets.UTF_8)));

    BlobRun run = sluice("inspect", "azblob://packed", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("Read 2 files (hubble 2): 80 records");
  }

  @Test
  void aPrefixOfManyBlobsIsReadWhole() {
    IntStream.range(0, HOURS)
        .parallel()
        .forEach(i -> azurite.put("many", String.format(Locale.ROOT, "h=%04d", i), line(i)));

    BlobRun run = sluice("flows", "azblob://many/h=", "-o", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("Read 1,200 files").contains("1,200 records");
  }

  @Test
  void aSasInTheUrlOpensItsContainerAndIsNeverShown() {
    String sas = azurite.sas("example", "rl");
    String url = azurite.endpoint() + "/example/hubble?" + sas;
    String secret = sas.replaceAll(".*sig=([^&]+).*", "$1");

    BlobRun good = sluice(Map.of(), "inspect", url, "-o", "json", "-v");
    BlobRun misused = sluice(Map.of(), "explain", url);
    BlobRun refused = sluice(Map.of(), "inspect", url.replace("/example/", "/other/"), "--debug");
    BlobRun missing = sluice(Map.of(), "inspect", url.replace("/hubble", "/nothing"));
    BlobRun recorded =
        sluice(
            Map.of(),
            "recommend",
            url,
            "--cluster",
            ExampleFolder.cluster(),
            "--manifest",
            folder.resolve("m.json"));

    assertThat(good.exit()).as(good.err()).isZero();
    assertThat(good.out()).contains(azurite.endpoint() + "/example/hubble/");
    assertThat(refused.exit()).isEqualTo(5);
    assertThat(refused.err()).contains("refuses a SAS (403 ");
    assertThat(missing.exit()).isEqualTo(3);
    assertThat(missing.err()).contains("/example/nothing: no blob's name begins so");
    assertThat(recorded.exit()).isEqualTo(2);
    assertThat(recorded.err()).contains("is no file, and --manifest names what can be read again");
    for (BlobRun run : new BlobRun[] {good, misused, refused, missing, recorded}) {
      assertThat(run.everything()).doesNotContain(secret);
    }
  }

  @Test
  void aSasThatMayNotListReadsTheBlobThatIsNamed() {
    azurite.put("single", "a.json", lines(5));
    Map<String, String> env =
        Map.of(
            "AZURE_STORAGE_ACCOUNT",
            "devstoreaccount1",
            "AZURE_STORAGE_SAS_TOKEN",
            azurite.sas("single", "r"));

    BlobRun one = sluice(env, "inspect", azurite.endpoint() + "/single/a.json");
    BlobRun all = sluice(env, "inspect", azurite.endpoint() + "/single/");

    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(all.exit()).isEqualTo(5);
    assertThat(all.err()).contains("Storage Blob Data Reader");
  }

  @Test
  void aVersionThatTheServiceDoesNotKnowIsNamedWithTheSetting() {
    BlobRun run = BlobRun.of(azurite.env(), "inspect", "azblob://example");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("azure.serviceVersion");
  }

  @Test
  void aMissingContainerIsAnInputThatDoesNotExist() {
    BlobRun run = sluice("inspect", "azblob://no-such-container");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("azblob://no-such-container: there is no such container");
  }

  @Test
  void aThrottledServiceIsWaitedFor() throws IOException {
    azurite.put("busy", "a.json", lines(5));
    AtomicInteger requests = new AtomicInteger();
    try (Proxy proxy =
        new Proxy(
            azurite.endpoint(),
            (method, path, from) -> requests.getAndIncrement() % 2 == 0 ? 503 : 0)) {
      BlobRun run = inspect(proxy, "busy");

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err()).contains("5 records");
    }
  }

  /** Reads a container by way of a proxy. */
  private static BlobRun inspect(Proxy proxy, String container) {
    Map<String, String> env =
        Map.of(
            "AZURE_STORAGE_CONNECTION_STRING",
            azurite.connection().replace(azurite.endpoint(), proxy.url()));
    return sluice(env, "inspect", "azblob://" + container, "-o", "json");
  }

  /** Two blobs, to the first of which something happens once its second MiB is asked for. */
  private static BlobRun changed(String container, Runnable happening) throws IOException {
    azurite.put(container, "b.json", lines(7));
    AtomicInteger times = new AtomicInteger();
    try (Proxy proxy =
        new Proxy(
            azurite.endpoint(),
            (method, path, from) -> {
              if (path.endsWith("/a.json") && from > 0 && times.getAndIncrement() == 0) {
                happening.run();
              }
              return 0;
            })) {
      BlobRun run = inspect(proxy, container);
      assertThat(times).as("it took several requests").hasPositiveValue();
      return run;
    }
  }

  private static void endsEarly(BlobRun run, String container, String reason) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("truncated 1");
    assertThat(run.out())
        .contains("azblob://" + container + "/a.json: " + reason + "; what follows is missing")
        .contains("azblob://" + container + "/b.json");
  }

  @Test
  void aBlobThatIsRewrittenWhileItIsReadEndsThere() throws IOException {
    azurite.put("rewritten", "a.json", lines(20_000));

    BlobRun run = changed("rewritten", () -> azurite.put("rewritten", "a.json", lines(20_001)));

    endsEarly(run, "rewritten", "the blob was rewritten while it was read");
  }

  @Test
  void aBlobThatIsTruncatedWhileItIsReadEndsThere() throws IOException {
    azurite.put("truncated", "a.json", lines(20_000));

    BlobRun run = changed("truncated", () -> azurite.put("truncated", "a.json", lines(10)));

    endsEarly(run, "truncated", "the blob was rewritten while it was read");
  }

  @Test
  void aBlobThatIsDeletedWhileItIsReadEndsThere() throws IOException {
    azurite.put("deleted", "a.json", lines(20_000));

    BlobRun run = changed("deleted", () -> azurite.delete("deleted", "a.json"));

    endsEarly(run, "deleted", "the blob was deleted before it was read to its end");
  }

  @Test
  void anAppendBlobThatGrowsIsReadAsFarAsItWent() throws IOException {
    azurite.append("growing", "a.json", lines(15_000));

    BlobRun run = changed("growing", () -> azurite.append("growing", "a.json", lines(10)));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("Read 2 files (hubble 2): 15,007 records");
  }
}
