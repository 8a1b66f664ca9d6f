package io.sluice.recommender.audit.backtest;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.recommender.audit.backtest.Backtest.Weight;
import java.util.SortedSet;

/**
 * What became of one workload's held-out traffic.
 *
 * @param workload whose
 * @param all its forwarded edges that could be evaluated
 * @param denied those of them that its own side would have denied
 * @param firstDeniedMillis the first record of the denied ones, {@link Long#MAX_VALUE} without any
 * @param lastDeniedMillis the last record of them, {@link Long#MIN_VALUE} without any
 * @param policies the policies that deny, {@code namespace/name}
 */
public record WorkloadTest(
    Workload workload,
    Weight all,
    Weight denied,
    long firstDeniedMillis,
    long lastDeniedMillis,
    SortedSet<String> policies) {}
