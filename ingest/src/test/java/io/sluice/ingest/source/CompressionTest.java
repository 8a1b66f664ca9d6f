package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStream;
import io.sluice.ingest.decode.CutShortException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class CompressionTest {
  private static final int GZIP_TRAILER = 8;
  private static final int ZSTD_CHECKSUM = 4;

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] text(int size, long seed) {
    byte[] bytes = new byte[size];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(8));
    }
    return bytes;
  }

  private final List<String> notes = new ArrayList<>();

  private byte[] open(byte[] bytes) throws IOException {
    notes.clear();
    try (InputStream in = Compression.open(new NeverAvailable(bytes), notes::add)) {
      return in.readAllBytes();
    }
  }

  private static byte[] zstdWithChecksum(byte[] bytes) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setChecksum(true).compress(bytes);
    }
  }

  /** What came out before the cut. */
  private byte[] upToTheCut(byte[] bytes) throws IOException {
    notes.clear();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = Compression.open(new ByteArrayInputStream(bytes), notes::add);
    assertThatThrownBy(
            () -> {
              byte[] part = new byte[1000];
              for (int count = in.read(part); count >= 0; count = in.read(part)) {
                out.write(part, 0, count);
              }
            })
        .isInstanceOf(CutShortException.class);
    return out.toByteArray();
  }

  @Test
  void whatIsNotCompressedPassesAsItIs() throws IOException {
    for (String text : new String[] {"", "a", "{}", "\u001f", "(µ/"}) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

      assertThat(open(bytes)).isEqualTo(bytes);
    }
  }

  @Test
  void everyMemberOfAGzipFileIsReadAlsoFromAPipe() throws IOException {
    byte[] first = text(300_000, 1);
    byte[] second = text(10, 2);

    assertThat(open(join(gzip(first), gzip(second), gzip(new byte[0]), gzip(first))))
        .isEqualTo(join(first, second, first));
  }

  @Test
  void theOptionalPartsOfAGzipHeaderArePassed() throws IOException {
    byte[] plain = gzip("hello".getBytes(StandardCharsets.UTF_8));
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] extras = {3, 0, 'x', 'y', 'z', 'n', 'a', 'm', 'e', 0, 'c', 0, 1, 2};

    assertThat(open(join(header, extras, Arrays.copyOfRange(plain, 10, plain.length))))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("hello");
  }

  @Test
  void zerosAfterAGzipFileArePadding() throws IOException {
    byte[] first = text(1000, 1);

    assertThat(open(join(gzip(first), new byte[5000], gzip(first)))).isEqualTo(join(first, first));
    assertThat(open(join(gzip(first), new byte[5000]))).isEqualTo(first);
  }

  @Test
  void aGzipMemberCutAnywhereGivesAllBeforeIt() throws IOException {
    byte[] first = text(3000, 1);
    byte[] whole = gzip(first);
    byte[] second = gzip(text(3000, 2));
    for (int length = 1; length < second.length - GZIP_TRAILER; length++) {
      byte[] out = upToTheCut(join(whole, Arrays.copyOf(second, length)));

      assertThat(out.length).isBetween(3000, 6000);
      assertThat(Arrays.copyOf(out, 3000)).isEqualTo(first);
    }
  }

  @Test
  void damagedGzipDataIsNoticed() throws IOException {
    byte[] wrongData = gzip(text(3000, 1));
    Arrays.fill(wrongData, 40, 60, (byte) 0xFF);

    assertThat(upToTheCut(wrongData).length).isLessThanOrEqualTo(3000);
  }

  @Test
  void aGzipFileThatLacksOnlyItsChecksumIsWholeAndNoted() throws IOException {
    byte[] data = text(3000, 1);
    byte[] whole = gzip(data);
    for (int missing = 1; missing <= GZIP_TRAILER; missing++) {
      assertThat(open(Arrays.copyOf(whole, whole.length - missing))).isEqualTo(data);
      assertThat(notes).singleElement().asString().startsWith("the gzip checksum is missing");
    }
  }

  @Test
  void aWrongGzipChecksumIsNotedAndTheNextMemberIsRead() throws IOException {
    byte[] first = text(3000, 1);
    byte[] second = text(10, 2);
    byte[] wrongSum = gzip(first);
    wrongSum[wrongSum.length - 6] ^= 1;
    byte[] wrongSize = gzip(first);
    wrongSize[wrongSize.length - 1] ^= 1;

    for (byte[] wrong : List.of(wrongSum, wrongSize)) {
      assertThat(open(join(wrong, gzip(second)))).isEqualTo(join(first, second));
      assertThat(notes).singleElement().asString().startsWith("the gzip checksum does not match");
    }
  }

  @Test
  void whatFollowsAGzipFileIsCountedInANote() throws IOException {
    byte[] data = text(3000, 1);
    for (String garbage : List.of("g", "garbage", "\u001fx", "{}\n".repeat(50_000))) {
      assertThat(open(join(gzip(data), garbage.getBytes(StandardCharsets.UTF_8)))).isEqualTo(data);
      assertThat(notes)
          .containsExactly(garbage.length() + " bytes that are not gzip follow the gzip data");
    }
  }

  @Test
  void everyFrameOfAZstdFileIsRead() throws IOException {
    byte[] first = text(300_000, 1);
    byte[] second = text(10, 2);
    byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9};

    assertThat(open(join(Zstd.compress(first), Zstd.compress(second))))
        .isEqualTo(join(first, second));
    assertThat(open(join(skippable, Zstd.compress(second)))).isEqualTo(second);
  }

  @Test
  void aZstdFrameCutAnywhereGivesAllBeforeIt() throws IOException {
    byte[] first = text(3000, 1);
    byte[] whole = Zstd.compress(first);
    byte[] second = Zstd.compress(text(3000, 2));
    for (int length = 5; length < second.length; length += 7) {
      byte[] out = upToTheCut(join(whole, Arrays.copyOf(second, length)));

      assertThat(out.length).isBetween(3000, 6000);
    }
  }

  @Test
  void everyBlockBeforeADamagedOneIsRead() throws IOException {
    byte[] data = text(400_000, 1);
    byte[] damaged = Zstd.compress(data);
    Arrays.fill(damaged, damaged.length - 100, damaged.length, (byte) 0xFF);

    byte[] out = upToTheCut(damaged);

    assertThat(out.length).isBetween(3 << 17, 399_999);
    assertThat(out).isEqualTo(Arrays.copyOf(data, out.length));
  }

  @Test
  void aZstdFileThatLacksOnlyItsChecksumIsWholeAndNoted() throws IOException {
    byte[] data = text(300_000, 1);
    byte[] whole = zstdWithChecksum(data);
    for (int missing = 1; missing <= ZSTD_CHECKSUM; missing++) {
      assertThat(open(Arrays.copyOf(whole, whole.length - missing))).isEqualTo(data);
      assertThat(notes).singleElement().asString().startsWith("the zstd checksum is missing");
    }
    assertThat(upToTheCut(Arrays.copyOf(whole, whole.length - ZSTD_CHECKSUM - 1)).length)
        .isLessThan(300_000);
  }

  @Test
  void aWrongZstdChecksumIsNotedAndTheNextFrameIsRead() throws IOException {
    byte[] first = text(3000, 1);
    byte[] second = text(300_000, 2);
    byte[] wrong = zstdWithChecksum(first);
    wrong[wrong.length - 1] ^= 1;

    assertThat(open(join(wrong, zstdWithChecksum(second)))).isEqualTo(join(first, second));
    assertThat(notes).singleElement().asString().startsWith("the zstd checksum does not match");
  }

  @Test
  void whatFollowsAZstdFileIsCountedInANote() throws IOException {
    byte[] data = text(3000, 1);
    for (String garbage : List.of("g", "(g", "garbage!", "{}\n".repeat(50_000))) {
      for (byte[] whole : List.of(Zstd.compress(data), zstdWithChecksum(data))) {
        assertThat(open(join(whole, garbage.getBytes(StandardCharsets.UTF_8)))).isEqualTo(data);
        assertThat(notes)
            .containsExactly(garbage.length() + " bytes that are not zstd follow the zstd data");
      }
    }
  }

  @Test
  void framesOfEveryMakeAreRead() throws IOException {
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    byte[] zeros = new byte[500_000];
    byte[] noise = new byte[300_000];
    new Random(3).nextBytes(noise);
    try (ZstdOutputStream out = new ZstdOutputStream(streamed)) {
      out.write(zeros);
      out.flush();
      out.write(noise);
    }
    byte[] all = join(streamed.toByteArray(), Zstd.compress(zeros), Zstd.compress(new byte[0]));

    assertThat(open(join(all, zstdWithChecksum(noise))))
        .isEqualTo(join(zeros, noise, zeros, noise));
    assertThat(notes).isEmpty();
  }

  /** Like a pipe whose writer is slow. */
  private static final class NeverAvailable extends ByteArrayInputStream {
    NeverAvailable(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int available() {
      return 0;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 777));
    }
  }
}
