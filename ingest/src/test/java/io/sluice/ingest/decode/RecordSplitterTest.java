package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordSplitterTest {
  /** Each piece as its text, with "?" before a damaged one and "-" for what is no JSON. */
  private static List<String> pieces(String text) {
    return pieces(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> pieces(InputStream in) {
    List<String> pieces = new ArrayList<>();
    RecordSplitter splitter = new RecordSplitter(in);
    try {
      while (splitter.next()) {
        String text =
            new String(
                splitter.piece().bytes(),
                splitter.piece().offset(),
                splitter.piece().length(),
                StandardCharsets.UTF_8);
        if (splitter.piece().garbage()) {
          pieces.add("-");
        } else if (splitter.piece().cut()) {
          pieces.add("…" + text);
        } else {
          pieces.add(splitter.piece().problem() == null ? text : "?" + text);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return pieces;
  }

  @Test
  void recordsAreFoundInEveryFrame() {
    assertThat(pieces("{\"a\":1}\n{\"b\":2}\r\n\r\n{\"c\":3}"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    assertThat(pieces("{\"a\":1}{\"b\":2}")).containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(pieces("[{\"a\":1},{\"b\":2},]")).containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(pieces("{\n \"a\": {\n  \"b\": 1\n }\n}\n{\n \"c\": 2\n}"))
        .containsExactly("{\n \"a\": {\n  \"b\": 1\n }\n}", "{\n \"c\": 2\n}");
    assertThat(pieces("{\"x\":\"y\",\"records\":[{\"a\":1},{\"b\":2}],\"n\":{\"k\":[1]}}{\"c\":3}"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    assertThat(pieces("{\"records\":[{\"records\":[{\"a\":1}]},{\"b\":2}]}"))
        .containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(pieces("{\"records\":[],\"flows\":[{\"a\":1}]}")).containsExactly("{\"a\":1}");
    assertThat(pieces("\uFEFF{\"a\":1}")).containsExactly("{\"a\":1}");
    assertThat(pieces("\0\0\0{\"a\":1}")).containsExactly("{\"a\":1}");
    assertThat(pieces("")).isEmpty();
    assertThat(pieces(" \n\t\r\n")).isEmpty();
    assertThat(pieces("{\"records\":[]}")).isEmpty();
  }

  @Test
  void bracketsAndWrapperNamesInsideStringsMeanNothing() {
    assertThat(pieces("{\"a\":\"}]{[\\\"\",\"records\":\"[\"}\n{\"b\":\"\\\\\"}"))
        .containsExactly("{\"a\":\"}]{[\\\"\",\"records\":\"[\"}", "{\"b\":\"\\\\\"}");
    assertThat(pieces("{\"a\":{\"records\":[1]}}")).containsExactly("{\"a\":{\"records\":[1]}}");
    assertThat(pieces("{\"a\":\"records\",\"b\":[1]}"))
        .containsExactly("{\"a\":\"records\",\"b\":[1]}");
  }

  @Test
  void aDamagedLineCostsThatLine() {
    assertThat(pieces("{\"a\":1}\nnot json\n{\"b\":2}"))
        .containsExactly("{\"a\":1}", "-", "{\"b\":2}");
    assertThat(pieces("{\"a\":{\n{\"b\":2}\n{\"c\":3}\n"))
        .containsExactly("?{\"a\":{\n", "{\"b\":2}", "{\"c\":3}");
    assertThat(pieces("{\"a\":{\"c\"\nnot json\n{\"b\":2}\n"))
        .containsExactly("?{\"a\":{\"c\"\n", "-", "{\"b\":2}");
    assertThat(pieces("{\"a\":\"x\n{\"b\":2}\n")).containsExactly("?{\"a\":\"x", "{\"b\":2}");
    assertThat(pieces("{\"a\":[\"x\",\n{\"b\":2}\n{\"c\":3}\n"))
        .containsExactly("?{\"a\":[\"x\",\n", "{\"b\":2}", "{\"c\":3}");
    assertThat(pieces("{\"a\":[\"x\",\n{\"b\":2}\n"))
        .containsExactly("?{\"a\":[\"x\",\n", "{\"b\":2}");
    assertThat(pieces("{\"a\":1]}\n{\"b\":2}")).containsExactly("?{\"a\":1", "{\"b\":2}");
    assertThat(pieces("}}\n{\"b\":2}")).containsExactly("{\"b\":2}");
    assertThat(pieces("[INFO] started\n{\"b\":2}")).containsExactly("-", "{\"b\":2}");
    assertThat(pieces("12\nnull\n\"s\"\n{\"b\":2}"))
        .containsExactly("-", "-", "\"s\"", "{\"b\":2}");
  }

  @Test
  void aDamagedPrettyRecordCostsUpToTheNextAtItsIndentation() {
    String text =
        "{\"records\": [\n  {\n    \"a\": {\n      \"x\": [\n    }\n  },\n  {\n    \"b\": 2\n  }\n]}";

    assertThat(pieces(text).subList(1, pieces(text).size()))
        .containsExactly("{\n    \"b\": 2\n  }");
    assertThat(pieces(text).get(0)).startsWith("?{");
  }

  @Test
  void aDamagedElementOfALongLineCostsUpToTheNextThatBeginsAlike() {
    assertThat(pieces("[{\"time\":1},{\"time\":2,\"x\":{\"y\":1},{\"time\":3}]"))
        .containsExactly("{\"time\":1}", "?{\"time\":2,\"x\":{\"y\":1},", "{\"time\":3}");
  }

  @Test
  void theInputMayEndAnywhere() {
    assertThat(pieces("{\"a\":1}\n{\"b\":")).containsExactly("{\"a\":1}", "…{\"b\":");
    assertThat(pieces("{\"a\":1}\n{\"b\":\n\n")).containsExactly("{\"a\":1}", "…{\"b\":\n\n");
    assertThat(pieces("{\"records\":[{\"a\":1},{\"b")).containsExactly("{\"a\":1}", "…{\"b");
    assertThat(pieces("{\"records\":[{\"a\":1},")).containsExactly("{\"a\":1}");
    assertThat(pieces("{\"records\":[{\"a\":1}],\"coun")).containsExactly("{\"a\":1}");
    assertThat(pieces("{\"rec")).containsExactly("…{\"rec");
  }

  @Test
  void aRejectedRecordOfOneLineIsPassedAndOneOfSeveralLinesIsSearched() throws IOException {
    RecordSplitter splitter =
        new RecordSplitter(
            new ByteArrayInputStream(
                "{\"a\":tru}\n{\"b\":nul\n}\n{\"c\":3}".getBytes(StandardCharsets.UTF_8)));

    assertThat(splitter.next()).isTrue();
    splitter.reject();
    assertThat(splitter.next()).isTrue();
    assertThat(splitter.piece().line()).isEqualTo(2);
    splitter.reject();
    assertThat(splitter.next()).isTrue();

    assertThat(splitter.piece().line()).isEqualTo(4);
    assertThat(splitter.piece().byteOffset()).isEqualTo(21);
    assertThat(splitter.piece().length()).isEqualTo(7);
  }

  @Test
  void aByteOrderMarkIsBlankWhereverARecordMayBegin() {
    String mark = "\uFEFF";

    assertThat(pieces(mark + "{\"a\":1}\n" + mark + "{\"b\":2}\n" + mark + "\n"))
        .containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(pieces(mark + "{\"a\":1}" + mark + mark + "{\"b\":2}"))
        .containsExactly("{\"a\":1}", "{\"b\":2}");
    assertThat(pieces("[{\"a\":1}]" + mark + "[" + mark + "{\"b\":2}," + mark + "{\"c\":3}]"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    assertThat(pieces("{\n \"a\": \n" + mark + "{\n \"b\": 2\n}"))
        .hasSize(2)
        .last()
        .isEqualTo("{\n \"b\": 2\n}");
    assertThat(pieces("{\"a\":1}\n\u00EF\n{\"b\":2}"))
        .containsExactly("{\"a\":1}", "-", "{\"b\":2}");
  }

  @Test
  void aRecordThatIsTooDeepIsPassedOverWithoutThoseAfterIt() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(pieces("{\"x\":1}\n" + deep + "\n{\"y\":2}"))
        .containsExactly("{\"x\":1}", "?", "{\"y\":2}");
    assertThat(pieces("[{\"a\":1}," + deep + ",{\"a\":2}]"))
        .containsExactly("{\"a\":1}", "?", "{\"a\":2}");
    assertThat(pieces("[".repeat(1_000_000))).hasSize(1);
  }

  @Test
  void aRecordThatIsTooLargeIsPassedOverInBoundedMemory() {
    long size = 100L << 20;
    InputStream huge =
        new Repeating("{\"x\":1}\n{\"a\":\"", "z".repeat(1 << 16), size, "\"}\n{\"y\":2}\n");

    List<String> pieces = pieces(huge);

    assertThat(pieces).containsExactly("{\"x\":1}", "?", "{\"y\":2}");
  }

  @Test
  void aLongLineOfManyRecordsNeedsNoMoreThanOneOfThem() throws IOException {
    String record = "{\"time\":1,\"x\":[\"" + "y".repeat(1000) + "\"]},";
    long count = 50_000;
    RecordSplitter splitter =
        new RecordSplitter(
            new Repeating("{\"records\":[", record, count * record.length(), "{}]}"));

    long found = 0;
    int widest = 0;
    while (splitter.next()) {
      assertThat(splitter.piece().problem()).isNull();
      found++;
      widest = Math.max(widest, splitter.piece().bytes().length);
    }

    assertThat(found).isEqualTo(count + 1);
    assertThat(widest).isLessThan(1 << 20);
  }

  @Test
  void chunksOfAnySizeGiveTheSamePieces() {
    String text =
        "{\"schema\":\"x\",\"records\":[{\"time\":1,\"a\":\"\\\"}é\"},{\"time\":2,\"b\":[{},[]]},"
            + "{\"time\":3,\"c\":{\"d\":[1,2}},{\"time\":4}],\"count\":4}\nnot json\n{\"z\":1}\n\"s\"\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> expected = pieces(text);
    long seed = 5;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int largest = 1 + random.nextInt(20);

      assertThat(pieces(new Trickling(bytes, random, largest)))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void aChunkBoundaryAnywhereInALargeInputChangesNothing() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append("{\"flows\":[{\"i\":").append(i).append(",\"s\":\"}{\"}],\"n\":{\"m\":\"x\"}}\n");
    }

    assertThat(pieces(text.toString()))
        .hasSize(40_000)
        .last()
        .isEqualTo("{\"i\":39999,\"s\":\"}{\"}");
  }

  /** Gives a few bytes at a time. */
  private static final class Trickling extends ByteArrayInputStream {
    private final Random random;
    private final int largest;

    Trickling(byte[] bytes, Random random, int largest) {
      super(bytes);
      this.random = random;
      this.largest = largest;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(largest)));
    }
  }
}
