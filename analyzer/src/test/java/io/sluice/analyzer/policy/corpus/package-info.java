/**
 * Runs connectivity expectations of other people's test suites against the evaluator.
 *
 * <p>Read {@link io.sluice.analyzer.policy.corpus.CorpusRun} first.
 */
@NullMarked
package io.sluice.analyzer.policy.corpus;

import org.jspecify.annotations.NullMarked;
