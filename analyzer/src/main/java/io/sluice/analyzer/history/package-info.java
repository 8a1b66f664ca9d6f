/**
 * Objects over time: the versions of one object joined, when it was gone, and the pods that follow
 * from pod objects and manifests, with their owners, their numbers and their ends.
 *
 * <p>Read {@link io.sluice.analyzer.history.ObjectHistory} first, then {@link
 * io.sluice.analyzer.history.PodCatalogue}: it makes a {@code PodDraft} of every pod, {@code
 * OwnerResolution} says whose it is, {@code ManifestPods} adds what only a manifest declares, and
 * {@code PodSuccession} cuts a pod's time where another took its address.
 */
@NullMarked
package io.sluice.analyzer.history;

import org.jspecify.annotations.NullMarked;
