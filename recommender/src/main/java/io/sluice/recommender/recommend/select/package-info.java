/**
 * Which labels select a workload's pods, and the proof of it. Read {@link
 * io.sluice.recommender.recommend.select.SelectorProver} first; {@code PodRoster} has the pods of
 * every workload, {@code WorkloadGroups} puts those together that no label tells apart.
 */
@NullMarked
package io.sluice.recommender.recommend.select;

import org.jspecify.annotations.NullMarked;
