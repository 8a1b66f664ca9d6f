package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.sluice.ingest.decode.CutShortException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class CompressionTest {
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

  private static byte[] open(byte[] bytes) throws IOException {
    try (InputStream in = Compression.open(new NeverAvailable(bytes))) {
      return in.readAllBytes();
    }
  }

  /** What came out before the cut. */
  private static byte[] upToTheCut(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = Compression.open(new ByteArrayInputStream(bytes));
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
    for (int length = 1; length < second.length; length++) {
      byte[] out = upToTheCut(join(whole, Arrays.copyOf(second, length)));

      assertThat(out.length).isBetween(3000, 6000);
      assertThat(Arrays.copyOf(out, 3000)).isEqualTo(first);
    }
  }

  @Test
  void aDamagedGzipFileIsNoticed() throws IOException {
    byte[] whole = gzip(text(3000, 1));
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6] ^= 1;
    byte[] wrongData = whole.clone();
    Arrays.fill(wrongData, 40, 60, (byte) 0xFF);

    assertThat(upToTheCut(wrongSum)).hasSize(3000);
    assertThat(upToTheCut(wrongData).length).isLessThanOrEqualTo(3000);
    assertThat(upToTheCut(join(whole, "garbage".getBytes(StandardCharsets.UTF_8)))).hasSize(3000);
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
  void aDamagedZstdFileIsNoticed() throws IOException {
    byte[] whole = Zstd.compress(text(3000, 1));

    assertThat(upToTheCut(join(whole, "garbage!".getBytes(StandardCharsets.UTF_8)))).hasSize(3000);
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
