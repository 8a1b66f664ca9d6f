/**
 * A cluster that runs: its objects listed once or watched, reduced to what is kept of them, and
 * written down so that they are read again as any other snapshot or recording.
 *
 * <p>Read {@link io.sluice.analyzer.snapshot.live.ClusterWatch} first. {@code LiveKind} says which
 * kinds are asked for, {@code ClusterApi} is the API server, {@code KindList} and {@code KindWatch}
 * speak its protocol for one kind, and {@code FabricApi} is the one class that knows a client
 * library.
 */
@NullMarked
package io.sluice.analyzer.snapshot.live;

import org.jspecify.annotations.NullMarked;
