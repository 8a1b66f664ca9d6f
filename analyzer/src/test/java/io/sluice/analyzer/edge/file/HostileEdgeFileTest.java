package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.source.TableReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that somebody made to do harm: every checksum is right, and no length is. */
final class HostileEdgeFileTest {
  /** Writes what follows the file's version. */
  private interface Content {
    void write(BlockWriter blocks, FieldWriter fields) throws IOException;
  }

  private static byte[] start() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(TableReader.magic());
    bytes.write(EdgeFile.VERSION);
    bytes.write(0);
    return bytes.toByteArray();
  }

  private static byte[] file(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(start());
    BlockWriter blocks = new BlockWriter(bytes);
    content.write(blocks, new FieldWriter(blocks));
    blocks.finish();
    return bytes.toByteArray();
  }

  private static void assertRefused(byte[] bytes, String because) {
    assertThatThrownBy(() -> EdgeFile.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(EdgeFileException.class)
        .hasMessageContaining(because);
  }

  @Test
  void aBlockThatSaysItIsHugeIsRefusedBeforeAnythingIsReadForIt() {
    byte[] huge =
        ByteBuffer.allocate(22)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(start())
            .putInt(Integer.MAX_VALUE)
            .putInt(Integer.MAX_VALUE)
            .putInt(0)
            .array();

    assertRefused(huge, "impossible size");
  }

  @Test
  void aListOrTextThatSaysItIsHugeEndsWithItsContent() throws IOException {
    assertRefused(file((blocks, fields) -> fields.number(Long.MAX_VALUE)), "ends early");
    assertRefused(
        file(
            (blocks, fields) -> {
              fields.number(1);
              fields.number(Integer.MAX_VALUE - 1);
            }),
        "ends early");
    assertRefused(
        file(
            (blocks, fields) -> {
              fields.number(1);
              fields.number(-1);
            }),
        "out of range");
  }

  @Test
  void aFileThatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
    byte[] bomb =
        file(
            (blocks, fields) -> {
              fields.number(1);
              fields.number(200 << 20);
              byte[] zeros = new byte[1 << 20];
              for (int i = 0; i < 200; i++) {
                blocks.write(zeros);
              }
            });

    assertRefused(bomb, "more than a table can");
  }

  @Test
  void aSetThatIsNoneIsRefused() throws IOException {
    assertRefused(
        file(
            (blocks, fields) -> {
              emptyHead(fields);
              fields.number(1); // stopped rows
              fields.number(0);
              fields.text("");
              fields.number(0);
              fields.number(0);
              fields.signed(6);
              fields.flag(true);
              fields.text("no set");
            }),
        "not readable");
  }

  @Test
  void aRowOfAPartyThatIsNotThereIsRefused() throws IOException {
    assertRefused(
        file(
            (blocks, fields) -> {
              emptyHead(fields);
              fields.number(1);
              fields.number(0);
              fields.text("");
              fields.number(7);
            }),
        "out of range");
  }

  @Test
  void aNameOfAnOriginThatIsNoneIsRefused() throws IOException {
    assertRefused(
        file(
            (blocks, fields) -> {
              fields.number(0);
              fields.number(0);
              fields.number(0);
              fields.number(1);
              fields.address(IpAddress.ofV4(0xCB007109));
              fields.number(1);
              fields.text("api.example.com");
              fields.number(2);
            }),
        "out of range");
  }

  /** What is none is not shown beside an address, whoever wrote the file. */
  @Test
  void aNameThatIsNoHostsIsNotTaken() throws IOException {
    byte[] bytes =
        file(
            (blocks, fields) -> {
              fields.number(0);
              fields.number(0);
              fields.number(0);
              fields.number(1);
              fields.address(IpAddress.ofV4(0xCB007109));
              fields.number(2);
              for (String name : List.of("api.example.com", "x\n- {}.example")) {
                fields.text(name);
                fields.number(0);
              }
              for (int i = 0; i < 5; i++) {
                fields.number(0);
              }
            });

    HostNames names = EdgeFile.read(new ByteArrayInputStream(bytes)).names();

    assertThat(names.of(IpAddress.ofV4(0xCB007109)))
        .containsExactly("api.example.com (DNS answer)");
  }

  /** No logs, no names, one party, no pods, no forwarded rows. */
  private static void emptyHead(FieldWriter fields) throws IOException {
    fields.number(0);
    fields.number(0);
    fields.number(0);
    fields.number(0);
    fields.number(1);
    fields.number(2);
    fields.number(0);
    fields.number(0);
  }
}
