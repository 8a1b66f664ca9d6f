/**
 * Policies as manifests in a folder that people edit too.
 *
 * <p>Read {@link io.sluice.recommender.write.policy.PolicyFolder} first, then {@code PolicyYaml}.
 */
@NullMarked
package io.sluice.recommender.write.policy;

import org.jspecify.annotations.NullMarked;
