/**
 * What the port of an edge is: one that the server is known for, an ephemeral one that nothing
 * declares, or one of a range that a rule opens as a whole. Read {@link
 * io.sluice.recommender.recommend.ports.PortUse} first, then {@link
 * io.sluice.recommender.recommend.ports.RangeCriterion} for what makes ports a range.
 */
@NullMarked
package io.sluice.recommender.recommend.ports;

import org.jspecify.annotations.NullMarked;
