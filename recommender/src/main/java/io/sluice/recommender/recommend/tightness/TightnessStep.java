package io.sluice.recommender.recommend.tightness;

import io.sluice.recommender.recommend.privilege.Excess;
import java.math.BigInteger;

/**
 * What one setting comes to.
 *
 * @param tightness the setting
 * @param chosen whether it is the one that the proposals follow
 * @param policies how many policies
 * @param rules how many rules they have together
 * @param triples (source pod, destination pod, port) triples that they allow
 * @param addressesNeverSeen addresses outside that they open and that were never seen
 */
public record TightnessStep(
    Tightness tightness,
    boolean chosen,
    int policies,
    int rules,
    Excess triples,
    BigInteger addressesNeverSeen) {}
