package io.sluice.ingest.batch;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;

/**
 * The fields of a flow that have few values each: a batch has a few dozen of their combinations,
 * and a flow one number for all of them.
 */
record FlowKind(
    int protocol,
    Orientation orientation,
    Reporter reporter,
    ObservedVerdict verdict,
    Answer answer,
    Vantage vantage,
    AddressFamily family,
    int flags) {
  private static final Orientation[] ORIENTATIONS = Orientation.values();
  private static final Reporter[] REPORTERS = Reporter.values();
  private static final ObservedVerdict[] VERDICTS = ObservedVerdict.values();
  private static final Answer[] ANSWERS = Answer.values();
  private static final Vantage[] VANTAGES = Vantage.values();
  private static final AddressFamily[] FAMILIES = AddressFamily.values();

  static FlowKind of(Flow flow) {
    return new FlowKind(
        flow.protocol,
        flow.orientation,
        flow.reporter,
        flow.verdict,
        flow.answer,
        flow.vantage,
        flow.family,
        flow.flags);
  }

  /** Its fields in one number, which is the same for the same kind and for no other. */
  static long packed(Flow flow) {
    long few =
        flow.orientation.ordinal()
            | flow.reporter.ordinal() << 3
            | flow.verdict.ordinal() << 6
            | flow.answer.ordinal() << 10
            | flow.vantage.ordinal() << 13
            | flow.family.ordinal() << 16;
    return few | (flow.flags & 0xFFFFFL) << 20 | (flow.protocol & 0xFFFFFFL) << 40;
  }

  void fill(Flow flow) {
    flow.protocol = protocol;
    flow.orientation = orientation;
    flow.reporter = reporter;
    flow.verdict = verdict;
    flow.answer = answer;
    flow.vantage = vantage;
    flow.family = family;
    flow.flags = flags;
  }

  void write(FieldBytes to) {
    to.signed(protocol);
    to.single(orientation.ordinal());
    to.single(reporter.ordinal());
    to.single(verdict.ordinal());
    to.single(answer.ordinal());
    to.single(vantage.ordinal());
    to.single(family.ordinal());
    to.number(flags);
  }

  static FlowKind read(FieldScan from) throws FlowBatchException {
    long protocol = from.signed();
    if (protocol < Flow.ABSENT || protocol > 0xFFFF) {
      throw FlowBatchException.damaged("a protocol is out of range");
    }
    return new FlowKind(
        (int) protocol,
        from.one(ORIENTATIONS),
        from.one(REPORTERS),
        from.one(VERDICTS),
        from.one(ANSWERS),
        from.one(VANTAGES),
        from.one(FAMILIES),
        from.below(1 << 20));
  }
}
