package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.BadRecord;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast decoder of Hubble logs says what the reference says, whatever the bytes are. */
final class FastHubbleOracleTest {
  /** Gives so many bytes at a time, at random. */
  static InputStream inPieces(byte[] text, Random random, int most) {
    return new ByteArrayInputStream(text) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
      }
    };
  }

  /** Holds so many random logs against the reference; says which seed fails. */
  static TwoDecoders hold(long seed, int logs) {
    TwoDecoders both = new TwoDecoders();
    for (int i = 0; i < logs; i++) {
      long one = seed + i;
      byte[] log = new RandomHubble(one).log(12, true);
      int most = i % 3 == 0 ? 700 : 1 << 16;
      try {
        both.read(() -> inPieces(log, new Random(one), most));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + one + ": " + new String(log, StandardCharsets.UTF_8), e);
      }
      if (i % 500 == 499) {
        both = new TwoDecoders(); // so that lists stay short
      }
    }
    return both;
  }

  @Test
  void randomAndDamagedLogsGiveTheSameFlowsAndTheSameAccount() {
    long seed = Long.getLong("sluice.seed", new Random().nextInt());
    System.out.println("seed " + seed);

    hold(seed, 2_000);
  }

  @Test
  void everyWellFormedLineOfAnExporterIsTakenAndNoneIsLeft() {
    TwoDecoders both = new TwoDecoders();

    both.read(new RandomHubble(7).log(3_000, false));

    assertThat(both.fastFlows()).isEqualTo(3_000);
    assertThat(both.leftFlows()).isZero();
  }

  @Test
  void aLineThatIsNotOfTheUsualShapeIsLeftAndCounted() {
    TwoDecoders both = new TwoDecoders();
    String usual = new RandomHubble(7).exporterLine();
    String withEscapeInAName = usual.replace("\"verdict\"", "\"verdi\\u0063t\"");

    both.read((usual + "\n" + withEscapeInAName + "\n").getBytes(StandardCharsets.UTF_8));

    assertThat(both.fastFlows()).isEqualTo(1);
    assertThat(both.leftFlows()).isEqualTo(1);
  }

  @Test
  void linesAreCountedRightlyWhereRecordsOrTheirEndsGoOverSeveral() {
    String usual = new RandomHubble(7).exporterLine();
    String endOnTwo = usual.replace("\"source\":{", "\"source\":{\n");
    String recordOnTwo = usual.replace("\"verdict\"", "\n\"verdict\"");
    String lines = String.join("\n", usual, endOnTwo, recordOnTwo, usual, endOnTwo, recordOnTwo);
    Decoding decoding = Decoding.of((lines + "\noops\n").repeat(3));

    assertThat(endOnTwo.lines()).hasSize(2);
    assertThat(recordOnTwo.lines()).hasSize(2);
    assertThat(decoding.account().of(Outcome.MALFORMED)).isEqualTo(3);
    assertThat(decoding.account().samples().stream().map(BadRecord::line))
        .containsExactly(11L, 22L, 33L);
  }

  @Test
  void itDoesNotMatterWhereTheWindowEnds() {
    byte[] log = new RandomHubble(11).log(2, false);
    TwoDecoders both = new TwoDecoders();

    for (int at = 0; at <= log.length; at++) {
      int first = at;
      both.read(
          () ->
              new ByteArrayInputStream(log) {
                @Override
                public synchronized int read(byte[] target, int offset, int length) {
                  int most = pos < first ? first - pos : length;
                  return super.read(target, offset, Math.min(length, most));
                }
              });
    }

    assertThat(both.leftFlows()).isZero();
  }

  @Test
  void aLogThatIsCutAnywhereGivesTheSame() {
    byte[] log = new RandomHubble(13).log(2, false);
    TwoDecoders both = new TwoDecoders();

    for (int at = 0; at <= log.length; at++) {
      int length = at;
      both.read(() -> new ByteArrayInputStream(log, 0, length));
    }
  }

  @Test
  void aChangeOfAnyByteOfALineGivesTheSame() {
    byte[] log = new RandomHubble(17).log(2, false);
    TwoDecoders both = new TwoDecoders();

    for (byte b : "\"{}[]:,\\0 x\n\t-\u0001\u007F".getBytes(StandardCharsets.UTF_8)) {
      for (int at = 0; at < log.length; at++) {
        byte[] changed = log.clone();
        changed[at] = b;
        both.read(changed);
      }
      both = new TwoDecoders();
    }
  }

  @Test
  void aGivenFormatGivesTheSame() {
    for (LogFormat format : List.of(LogFormat.HUBBLE, LogFormat.RETINA, LogFormat.VNET)) {
      TwoDecoders both = new TwoDecoders(Optional.of(format));
      for (int i = 0; i < 50; i++) {
        both.read(new RandomHubble(i).log(12, true));
      }
    }
  }
}
