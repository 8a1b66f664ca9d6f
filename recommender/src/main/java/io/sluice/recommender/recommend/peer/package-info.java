/**
 * How a rule names whoever stands at the other end: pods by selector, nodes and outside addresses
 * by block. Read {@link io.sluice.recommender.recommend.peer.PeerFinder} first.
 */
@NullMarked
package io.sluice.recommender.recommend.peer;

import org.jspecify.annotations.NullMarked;
