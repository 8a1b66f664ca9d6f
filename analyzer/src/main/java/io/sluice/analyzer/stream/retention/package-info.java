/**
 * What the service forgets: rows that were not seen for a long time. {@link
 * io.sluice.analyzer.stream.retention.Retention} decides, {@link
 * io.sluice.analyzer.stream.retention.ClusterTimes} tells it how far each cluster is.
 */
@NullMarked
package io.sluice.analyzer.stream.retention;

import org.jspecify.annotations.NullMarked;
