/**
 * {@code sluice snapshot}: a running cluster into files.
 *
 * <p>Read {@link io.sluice.recommender.cli.snapshot.SnapshotCommand} first.
 */
@NullMarked
package io.sluice.recommender.cli.snapshot;

import org.jspecify.annotations.NullMarked;
