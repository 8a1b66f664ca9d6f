/**
 * Recordings out of files: rows of Container Insights' KubePodInventory in JSON and CSV, and range
 * results of kube-state-metrics' metrics.
 *
 * <p>Read {@link io.sluice.analyzer.sighting.read.SightingFile} first: it recognises a file and
 * reads it into a fold.
 */
@NullMarked
package io.sluice.analyzer.sighting.read;

import org.jspecify.annotations.NullMarked;
