/**
 * The text of a pull request: short enough for every host, in the order in which a reviewer needs
 * it, and safe whatever names the cluster's objects have.
 *
 * <p>Read {@link io.sluice.recommender.pr.body.BodyText} first; {@code Facts} is what it is made
 * of.
 */
@NullMarked
package io.sluice.recommender.pr.body;

import org.jspecify.annotations.NullMarked;
