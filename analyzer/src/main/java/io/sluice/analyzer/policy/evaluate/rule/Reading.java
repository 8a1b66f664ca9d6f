package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import io.sluice.analyzer.policy.evaluate.match.SelectorTable;
import java.util.HashMap;
import java.util.Map;

/**
 * By what policies are made ready to be asked.
 *
 * @param engine who reads them
 * @param selectors numbers of their selectors
 * @param names what port names stand for among many pods
 * @param peers the peers that were made ready, whatever the engine
 */
public record Reading(
    EngineProfile engine,
    SelectorTable selectors,
    NameNumbers names,
    Map<CompiledPeers.Key, CompiledPeers> peers) {
  /** With nothing made ready yet. */
  public Reading(EngineProfile engine, SelectorTable selectors, NameNumbers names) {
    this(engine, selectors, names, new HashMap<>());
  }

  /** The same on another engine. */
  Reading by(EngineProfile other) {
    return new Reading(other, selectors, names, peers);
  }
}
