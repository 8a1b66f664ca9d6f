/**
 * What policies would do to recorded flows: findings with the deciding policy, rule and reason.
 *
 * <p>Read {@link io.sluice.recommender.audit.Auditor} first.
 */
@NullMarked
package io.sluice.recommender.audit;

import org.jspecify.annotations.NullMarked;
