/**
 * All-pairs reachability: which pods may reach which, on which ports, as set algebra over classes
 * of pods and classes of ports.
 *
 * <p>Read {@link io.sluice.analyzer.policy.reach.Reachability} first. {@code Isolation} groups the
 * classes that the same rules judge, {@code Admissions} says whom each group lets through, {@code
 * IngressTable} turns ingress round, and {@code RowBuilder} joins it with egress.
 */
@NullMarked
package io.sluice.analyzer.policy.reach;

import org.jspecify.annotations.NullMarked;
