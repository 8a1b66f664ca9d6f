/**
 * Tests that hold the documentation to the code.
 *
 * <p>Read {@link io.sluice.recommender.docs.Page} first.
 */
@NullMarked
package io.sluice.recommender.docs;

import org.jspecify.annotations.NullMarked;
