/**
 * Which findings fail a check: those of the rules asked for that neither a baseline knows nor an
 * exception accepts.
 *
 * <p>Read {@link io.sluice.recommender.audit.gate.Gate} first.
 */
@NullMarked
package io.sluice.recommender.audit.gate;

import org.jspecify.annotations.NullMarked;
