package io.sluice.analyzer.policy.compile;

import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * What policies can see of a pod; pods with equal traits are one class.
 *
 * @param cluster cluster
 * @param hostNetwork whether it shares its node's network
 * @param windows whether it runs on a Windows node and is filtered otherwise there
 * @param place its namespace; for a hostNetwork pod, its node
 * @param labels its labels as far as selectors ask for their keys; none for a hostNetwork pod
 * @param declared what the port names in use stand for on it
 * @param v4 whether it has an IPv4 address
 * @param v6 whether it has an IPv6 address
 * @param blocks numbers of the ipBlocks that hold one of its addresses, as far as the engine looks
 */
public record Traits(
    String cluster,
    boolean hostNetwork,
    boolean windows,
    String place,
    Map<String, String> labels,
    Set<Declaration> declared,
    boolean v4,
    boolean v6,
    RoaringBitmap blocks) {}
