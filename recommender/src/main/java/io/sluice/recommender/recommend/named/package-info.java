/**
 * Ranges of addresses outside the cluster that have a name, and the files that give it. Read {@link
 * io.sluice.recommender.recommend.named.NamedRanges} first.
 */
@NullMarked
package io.sluice.recommender.recommend.named;

import org.jspecify.annotations.NullMarked;
