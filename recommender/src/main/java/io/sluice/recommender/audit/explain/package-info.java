/**
 * Explains what policies say of one connection, and what would change it.
 *
 * <p>Read {@link io.sluice.recommender.audit.explain.Explainer} first.
 */
@NullMarked
package io.sluice.recommender.audit.explain;

import org.jspecify.annotations.NullMarked;
