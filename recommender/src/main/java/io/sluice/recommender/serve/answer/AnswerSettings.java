package io.sluice.recommender.serve.answer;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.decision.Decisions;
import java.util.List;

/**
 * What the user wants of answers; what {@code recommend} and {@code check} take from options is as
 * by default.
 *
 * @param settings how to recommend
 * @param exceptions findings that somebody accepts
 * @param decisions what people decided
 * @param engine {@code auto} or an engine's name
 * @param version of Sluice
 */
public record AnswerSettings(
    Settings settings,
    List<FindingException> exceptions,
    Decisions decisions,
    String engine,
    String version) {
  public AnswerSettings {
    exceptions = List.copyOf(exceptions);
    if (!engine.equals("auto") && EngineProfile.ofName(engine).isEmpty()) {
      throw new IllegalArgumentException("no engine is called " + engine);
    }
  }

  /** What holds where the settings say nothing. */
  public static AnswerSettings defaults() {
    return new AnswerSettings(
        Settings.defaults(), List.of(), Decisions.none(), "auto", "development");
  }
}
