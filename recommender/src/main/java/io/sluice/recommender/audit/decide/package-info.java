/**
 * Holds policies against what people decided: nothing forbidden is admitted, nothing expected is
 * denied, and no decision is forgotten.
 *
 * <p>Read {@link io.sluice.recommender.audit.decide.DecisionAuditor} first.
 */
@NullMarked
package io.sluice.recommender.audit.decide;

import org.jspecify.annotations.NullMarked;
