package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.decode.Decoding.Keeping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
  private static final String GOLDMANE =
      "{\"source_name\":\"a-*\",\"dest_name\":\"b-*\",\"reporter\":\"Src\"}\n";
  private static final String PODS = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}";

  @TempDir Path folder;

  private final Keeping kept = new Keeping();
  private InputStream stdin = InputStream.nullInputStream();
  private Optional<LogFormat> override = Optional.empty();
  private LogReader.Progress progress = LogReader.Progress.NONE;

  /** A Hubble line whose client has the given last octet. */
  private static String line(int octet) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.244.1."
        + octet
        + "\",\"destination\":\"10.244.2.1\"},\"is_reply\":false}}\n";
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private LogReader.Result read(Object... locations) {
    return new LogReader(override, stdin, progress)
        .read(
            Arrays.stream(locations).map(Object::toString).toList(),
            new Worker(kept.endpoints, kept.observers, kept));
  }

  private List<String> clients() {
    return kept.flows.stream()
        .map(flow -> flow.source().ip().orElseThrow().toString().substring(9))
        .toList();
  }

  private List<String> names(LogReader.Result result) {
    return result.files().stream()
        .map(FileSummary::file)
        .map(name -> name.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void aFolderIsWalkedInOrderWithoutHiddenFiles() throws IOException {
    file("b.json", line(3));
    file("a/z.log", line(2));
    file("a/c/x", line(1));
    file(".hidden", line(9));
    file(".git/x", line(9));
    file("a.txt", line(4));

    LogReader.Result result = read(folder);

    assertThat(names(result)).containsExactly("a.txt", "a/c/x", "a/z.log", "b.json");
    assertThat(clients()).containsExactly("4", "1", "2", "3");
    assertThat(result.unknown()).isEmpty();
  }

  @Test
  void compressionIsSeenInTheContentAndNotInTheName() throws IOException {
    byte[] gzip = CompressionTest.gzip(line(1).getBytes(StandardCharsets.UTF_8));
    byte[] more = CompressionTest.gzip(line(2).getBytes(StandardCharsets.UTF_8));
    file("a.json", CompressionTest.join(gzip, more));
    file("b.gz", line(3));
    file("c.log", Zstd.compress(line(4).getBytes(StandardCharsets.UTF_8)));

    LogReader.Result result = read(folder);

    assertThat(clients()).containsExactly("1", "2", "3", "4");
    assertThat(result.files()).allMatch(summary -> summary.account().bad() == 0);
  }

  @Test
  void aCompressedFileCutShortIsReadAsFarAsItGoesAndTheNextOneToo() throws IOException {
    byte[] first = CompressionTest.gzip(line(1).getBytes(StandardCharsets.UTF_8));
    byte[] second = CompressionTest.gzip(line(2).repeat(50).getBytes(StandardCharsets.UTF_8));
    file("a.gz", CompressionTest.join(first, Arrays.copyOf(second, second.length - 9)));
    file("b.gz", CompressionTest.join(first, Arrays.copyOf(second, 6)));
    file("c.zst", Arrays.copyOf(Zstd.compress(line(3).getBytes(StandardCharsets.UTF_8)), 20));
    file("d.json", line(4));

    LogReader.Result result = read(folder);

    assertThat(clients()).startsWith("1", "2").endsWith("1", "4");
    assertThat(result.files())
        .extracting(summary -> summary.account().of(Outcome.TRUNCATED))
        .containsExactly(1L, 1L, 1L, 0L);
    assertThat(result.files()).allMatch(summary -> summary.account().addsUp());
    assertThat(result.files().get(1).account().samples().toString())
        .contains("b.gz:2 (byte " + line(1).length() + "): the gzip data ends in the middle");
    assertThat(result.files().get(2).format()).isEqualTo(LogFormat.EMPTY);
  }

  @Test
  void patternsFindFilesAndFolders() throws IOException {
    file("y=1/m=00/PT1H.json", line(1));
    file("y=2/PT1H.json", line(2));
    file("y=2/other.txt", line(3));
    file("PT1H.json", line(4));

    read(folder + "/**/PT1H.json");
    assertThat(clients()).containsExactly("4", "1", "2");

    kept.flows.clear();
    read(folder + "/*/*.json");
    assertThat(clients()).containsExactly("2");

    kept.flows.clear();
    read(folder + "/y=?");
    assertThat(clients()).containsExactly("1", "2", "3");
  }

  @Test
  void aFileWhoseNameLooksLikeAPatternIsThatFile() throws IOException {
    Path odd = file("a[1].json", line(1));
    file("a1.json", line(2));

    read(odd);

    assertThat(clients()).containsExactly("1");
  }

  @Test
  void aFileThatIsGivenTwiceIsReadOnce() throws IOException {
    Path file = file("a/x.json", line(1));
    Files.createSymbolicLink(folder.resolve("link.json"), file);

    LogReader.Result result = read(folder, file, folder + "/a/../a/x.json", folder + "/**/*.json");

    assertThat(clients()).containsExactly("1");
    assertThat(result.files()).hasSize(1);
  }

  @Test
  void linksThatLeadInACircleEnd() throws IOException {
    file("a/x.json", line(1));
    Files.createSymbolicLink(folder.resolve("a/back"), folder);
    Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));

    read(folder);

    assertThat(clients()).containsExactly("1");
  }

  @Test
  void standardInputIsReadOnceAndMayBeCompressed() {
    stdin =
        new ByteArrayInputStream(CompressionTest.gzip(line(1).getBytes(StandardCharsets.UTF_8)));

    LogReader.Result result = read("-", "-");

    assertThat(clients()).containsExactly("1");
    assertThat(names(result)).containsExactly("(standard input)");
  }

  @Test
  void everyLocationThatMeansNothingIsNamedAtOnce() throws IOException {
    file("a.json", line(1));

    assertThatThrownBy(
            () ->
                read(folder + "/a.json", folder + "/gone", folder + "/*.zip", folder + "/no/*/x*"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(
            String.join(
                "\n",
                folder + "/gone: no such file or folder",
                folder + "/*.zip: no file matches",
                folder + "/no/*/x*: no file matches"));
    assertThat(kept.flows).isEmpty();
  }

  @Test
  void aNamedFileThatCannotBeReadAsALogStopsBeforeAnythingIsRead() throws IOException {
    Path good = file("a.json", line(1));
    Path goldmane = file("goldmane.log", GOLDMANE);
    Path aws = file("aws.log", "version srcaddr dstaddr action");
    Path text = file("readme.txt", "hello");
    Path pods = file("pods.json", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}");

    assertThatThrownBy(() -> read(good, goldmane, aws, text, pods))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(
            goldmane
                + " looks like a Calico Goldmane or Whisker, which this version does not read yet")
        .hasMessageContaining(
            aws + " looks like an AWS VPC flow log, which this version does not read yet")
        .hasMessageContaining(text + " is of no known format; expected")
        .hasMessageContaining(pods + " holds Kubernetes objects, not a flow log");
    assertThat(kept.flows).isEmpty();
  }

  @Test
  void aFileMetInAFolderThatIsNoLogIsListed() throws IOException {
    file("a.json", line(1));
    file("goldmane.log", GOLDMANE);
    file("pods.yaml", "apiVersion: v1\nkind: Pod\n");
    file("readme.txt", "hello");
    file("empty", "");
    file("no-pods.json", PODS);

    LogReader.Result result = read(folder);

    assertThat(result.unknown())
        .extracting(file -> file.file().replace(folder + "/", "") + " " + file.format())
        .containsExactly(
            "goldmane.log GOLDMANE", "pods.yaml CLUSTER_OBJECTS", "readme.txt UNKNOWN");
    assertThat(names(result)).containsExactly("a.json", "empty", "no-pods.json");
  }

  @Test
  void aFileOfAFolderThatIsAlsoNamedMustBeALog() throws IOException {
    file("a.json", line(1));
    Path goldmane = file("goldmane.log", GOLDMANE);

    assertThatThrownBy(() -> read(folder, goldmane))
        .hasMessageContaining("goldmane.log looks like");
  }

  @Test
  void whereNoRecordCanBeReadTheReasonIsTold() throws IOException {
    file("empty.json", "");
    file("bad.json", "{\"flow\":{\"time\":\"soon\",\"verdict\":\"FORWARDED\",\"IP\":{}}}\n");
    file("goldmane.log", GOLDMANE);

    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("no record could be read from " + folder)
        .hasMessageContaining("2 files with 1 unreadable record, 1 file of no format")
        .hasMessageContaining("bad.json:1 (byte 0): no time")
        .hasMessageContaining("goldmane.log: Calico Goldmane or Whisker");
  }

  @Test
  void aRemoteLocationIsToldToBeDownloaded() {
    assertThatThrownBy(() -> read("azblob://logs/2026", "kafka://flows"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("azblob://logs/2026: this version does not read from there")
        .hasMessageContaining("kafka://flows: this version does not read from there");
  }

  @Test
  void anEmptyFolderIsNoInput() {
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("no record could be read");
  }

  @Test
  void anEmptyFileAmongOthersIsFine() throws IOException {
    Path empty = file("empty.json", " \n");
    Path good = file("good.json", line(1));

    LogReader.Result result = read(empty, good);

    assertThat(result.files())
        .extracting(FileSummary::format)
        .containsExactly(LogFormat.EMPTY, LogFormat.HUBBLE);
  }

  @Test
  void aFormatThatTheUserGivesStopsDetection() throws IOException {
    Path odd = file("odd.json", "chatter\n".repeat(140_000) + line(1));

    assertThatThrownBy(() -> read(odd)).hasMessageContaining("no known format");
    override = Optional.of(LogFormat.HUBBLE);
    LogReader.Result result = read(odd);

    assertThat(clients()).containsExactly("1");
    assertThat(result.files().get(0).account().bad()).isEqualTo(140_000);
  }

  @Test
  void aFormatThatIsNotReadYetCannotBeForced() throws IOException {
    Path file = file("a.json", line(1));
    override = Optional.of(LogFormat.AWS_VPC);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("--format aws-vpc: this version does not read that format yet");
  }

  @Test
  void progressCountsCompressedBytesToTheTotal() throws IOException {
    Path plain = file("a.json", line(1).repeat(40_000));
    Path gzip =
        file("b.gz", CompressionTest.gzip(line(2).repeat(1000).getBytes(StandardCharsets.UTF_8)));
    List<String> reports = new ArrayList<>();
    long total = Files.size(plain) + Files.size(gzip);
    progress =
        (bytesRead, bytesTotal, records) -> {
          assertThat(bytesTotal).isEqualTo(total);
          reports.add(bytesRead + " " + records);
        };

    read(plain, gzip);

    assertThat(reports).hasSizeGreaterThan(1).last().isEqualTo(total + " 41000");
  }

  @Test
  void aBombOfNestingOrLengthCostsOneRecordAndBoundedMemory() throws IOException {
    String deep = "{\"flow\":" + "{\"a\":".repeat(50_000) + "\n";
    byte[] bomb =
        CompressionTest.join(
            (line(1) + deep + line(2) + "{\"flow\":\"").getBytes(StandardCharsets.UTF_8),
            new byte[0]);
    byte[] zeros = new byte[40 << 20];
    Arrays.fill(zeros, (byte) 'z');
    byte[] end = ("\"}\n" + line(3)).getBytes(StandardCharsets.UTF_8);
    Path file = file("bomb.gz", CompressionTest.gzip(CompressionTest.join(bomb, zeros, end)));

    LogReader.Result result = read(file);

    assertThat(clients()).containsExactly("1", "2", "3");
    assertThat(result.files().get(0).account().of(Outcome.MALFORMED)).isEqualTo(2);
    assertThat(result.files().get(0).account().samples().toString())
        .contains("nested deeper than 64 levels")
        .contains("larger than 16 MiB");
  }
}
