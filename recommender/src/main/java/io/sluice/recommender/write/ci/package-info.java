/**
 * The forms that build servers read: SARIF and JUnit XML.
 *
 * <p>Read {@link io.sluice.recommender.write.ci.CheckResults} first.
 */
@NullMarked
package io.sluice.recommender.write.ci;

import org.jspecify.annotations.NullMarked;
