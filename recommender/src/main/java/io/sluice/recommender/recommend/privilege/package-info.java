/**
 * Least privilege as a number: how many (source pod, destination pod, port) triples the proposed
 * policies allow that were never observed, in all, per policy and per rule. Read {@link
 * io.sluice.recommender.recommend.privilege.ExcessCounter} first.
 */
@NullMarked
package io.sluice.recommender.recommend.privilege;

import org.jspecify.annotations.NullMarked;
