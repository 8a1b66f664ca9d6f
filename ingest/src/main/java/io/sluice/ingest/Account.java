package io.sluice.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of every record of an input: records read = used + skipped, skipped split by reason.
 *
 * <p>Reading and deciding are counted apart, so that {@link #addsUp} can fail.
 */
public final class Account {
  /** How many malformed records are kept as samples. */
  public static final int MAX_SAMPLES = 5;

  private final long[] outcomes = new long[Outcome.values().length];
  private final List<BadRecord> samples = new ArrayList<>();
  private long read;
  private long inPlace;

  /**
   * An account as it was read out of another one.
   *
   * @param records records found
   * @param outcomes how many of them had which outcome
   * @param samples its samples
   */
  public static Account of(long records, Map<Outcome, Long> outcomes, List<BadRecord> samples) {
    Account account = new Account();
    account.read = records;
    outcomes.forEach((outcome, count) -> account.outcomes[outcome.ordinal()] = count);
    account.samples.addAll(samples);
    return account;
  }

  /** Counts {@code records} that were found in the input. */
  public void read(long records) {
    read += records;
  }

  /** Of the records that were found, so many were read in place, without the reference decoder. */
  public void readInPlace(long records) {
    inPlace += records;
  }

  /** Counts one record's outcome. */
  public void count(Outcome outcome) {
    outcomes[outcome.ordinal()]++;
  }

  /**
   * Counts one unreadable record ({@link Outcome#MALFORMED} or TRUNCATED) and keeps it as a sample.
   */
  public void bad(Outcome outcome, BadRecord record) {
    count(outcome);
    if (samples.size() < MAX_SAMPLES) {
      samples.add(record);
    }
  }

  /** The same where the input is a part of another one, behind so many lines and bytes. */
  public Account moved(long lines, long bytes) {
    Account moved = new Account();
    moved.read = read;
    moved.inPlace = inPlace;
    System.arraycopy(outcomes, 0, moved.outcomes, 0, outcomes.length);
    for (BadRecord bad : samples) {
      moved.samples.add(
          new BadRecord(bad.file(), bad.line() + lines, bad.byteOffset() + bytes, bad.problem()));
    }
    return moved;
  }

  /** Adds another account to this one. */
  public void add(Account other) {
    read += other.read;
    inPlace += other.inPlace;
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] += other.outcomes[i];
    }
    for (BadRecord sample : other.samples) {
      if (samples.size() < MAX_SAMPLES) {
        samples.add(sample);
      }
    }
  }

  public long records() {
    return read;
  }

  /** Records that were read in place; 0 in what an edge table or a flow batch says of its log. */
  public long inPlace() {
    return inPlace;
  }

  /** All others, whether they could be read or not. */
  public long byReference() {
    return read - inPlace;
  }

  public long used() {
    return of(Outcome.USED);
  }

  /** Records of one outcome. */
  public long of(Outcome outcome) {
    return outcomes[outcome.ordinal()];
  }

  /** Records that no edge holds. */
  public long skipped() {
    return skippedByReason().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Malformed and truncated records. */
  public long bad() {
    return of(Outcome.MALFORMED) + of(Outcome.TRUNCATED);
  }

  /** The reasons that occurred, in the order of {@link Outcome}. */
  public Map<Outcome, Long> skippedByReason() {
    Map<Outcome, Long> reasons = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.USED && of(outcome) > 0) {
        reasons.put(outcome, of(outcome));
      }
    }
    return reasons;
  }

  /** The first malformed records. */
  public List<BadRecord> samples() {
    return List.copyOf(samples);
  }

  /** Whether records read = used + skipped. */
  public boolean addsUp() {
    return read == used() + skipped();
  }
}
