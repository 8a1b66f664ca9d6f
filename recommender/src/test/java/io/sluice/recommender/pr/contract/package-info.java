/**
 * What every host of pull requests must do, asked of the real clients of all three.
 *
 * <p>Read {@link io.sluice.recommender.pr.contract.HostKind} first.
 */
@NullMarked
package io.sluice.recommender.pr.contract;

import org.jspecify.annotations.NullMarked;
