/**
 * What is known of connections without having seen them: from the cluster's objects, or because a
 * person says so. Read {@link io.sluice.recommender.recommend.declared.DeclaredRule} first.
 */
@NullMarked
package io.sluice.recommender.recommend.declared;

import org.jspecify.annotations.NullMarked;
