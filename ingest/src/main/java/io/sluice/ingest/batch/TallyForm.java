package io.sluice.ingest.batch;

import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.PartTally;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What decoding alone counted, as a part of a batch. */
final class TallyForm {
  private TallyForm() {}

  static void write(FieldBytes to, PartTally tally) {
    Account account = tally.account();
    to.number(account.records());
    to.list(
        account.skippedByReason().entrySet(),
        entry -> {
          to.text(entry.getKey().word());
          to.number(entry.getValue());
        });
    to.list(account.samples(), sample -> write(to, sample));
    to.list(tally.formats(), format -> to.text(format.word()));
    to.text(tally.firstFormat().map(LogFormat::word).orElse(""));
    to.text(tally.recognised().map(LogFormat::word).orElse(""));
    to.text(tally.foreign().word());
    to.flag(tally.nsgV1());
    to.flag(tally.nsgV2());
    to.list(tally.notes(), to::text);
    to.list(tally.clusters(), to::text);
    to.list(
        tally.recordsPerHour().entrySet(),
        entry -> {
          to.signed(entry.getKey());
          to.number(entry.getValue());
        });
    to.signed(tally.firstMillis());
    to.signed(tally.lastMillis());
    to.number(tally.lostEvents());
    to.number(tally.hubbleFlows());
    to.number(tally.unoriented());
    to.number(tally.timeless());
    to.flag(tally.aggregated());
    to.number(tally.calicoFlows());
    to.number(tally.calicoNameless());
    to.number(tally.calicoPortless());
  }

  private static void write(FieldBytes to, BadRecord sample) {
    to.text(sample.file());
    to.number(sample.line());
    to.number(sample.byteOffset());
    to.text(sample.problem());
  }

  static PartTally read(FieldScan from, String file) throws FlowBatchException {
    return new PartTally(
        file,
        account(from),
        new TreeSet<>(from.list(() -> format(from.text()))),
        optional(from.text()),
        optional(from.text()),
        format(from.text()),
        from.flag(),
        from.flag(),
        new TreeSet<>(from.list(from::text)),
        new TreeSet<>(from.list(from::text)),
        hours(from),
        from.signed(),
        from.signed(),
        from.count(),
        0,
        from.count(),
        from.count(),
        from.count(),
        from.flag(),
        from.count(),
        from.count(),
        from.count());
  }

  private static Account account(FieldScan from) throws FlowBatchException {
    long records = from.count();
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    from.list(
        () -> {
          Outcome outcome = Words.known(Outcome.values(), Outcome::word, from.text());
          outcomes.put(outcome, from.count());
          return outcome;
        });
    List<BadRecord> samples =
        from.list(() -> new BadRecord(from.text(), from.count(), from.count(), from.text()));
    if (outcomes.containsKey(Outcome.USED) || samples.size() > Account.MAX_SAMPLES) {
      throw FlowBatchException.damaged("its account is none of a batch");
    }
    return Account.of(records, outcomes, samples);
  }

  private static SortedMap<Long, Long> hours(FieldScan from) throws FlowBatchException {
    TreeMap<Long, Long> hours = new TreeMap<>();
    from.list(() -> hours.put(from.signed(), from.count()));
    return hours;
  }

  private static Optional<LogFormat> optional(String word) throws FlowBatchException {
    return word.isEmpty() ? Optional.empty() : Optional.of(format(word));
  }

  private static LogFormat format(String word) throws FlowBatchException {
    return Words.known(LogFormat.values(), LogFormat::word, word);
  }
}
