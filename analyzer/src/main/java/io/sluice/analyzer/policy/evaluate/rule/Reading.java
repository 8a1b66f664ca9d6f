package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.evaluate.match.NameNumbers;
import io.sluice.analyzer.policy.evaluate.match.SelectorTable;

/**
 * By what policies are made ready to be asked.
 *
 * @param engine who reads them
 * @param selectors numbers of their selectors
 * @param names what port names stand for among many pods
 */
public record Reading(EngineProfile engine, SelectorTable selectors, NameNumbers names) {
  /** The same on another engine. */
  Reading by(EngineProfile other) {
    return new Reading(other, selectors, names);
  }
}
