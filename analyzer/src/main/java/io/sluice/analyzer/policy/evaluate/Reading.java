package io.sluice.analyzer.policy.evaluate;

import io.sluice.analyzer.policy.EngineProfile;

/**
 * By what policies are made ready to be asked.
 *
 * @param engine who reads them
 * @param selectors numbers of their selectors
 * @param names what port names stand for among many pods
 */
record Reading(EngineProfile engine, SelectorTable selectors, NameNumbers names) {
  /** The same on another engine. */
  Reading by(EngineProfile other) {
    return new Reading(other, selectors, names);
  }
}
