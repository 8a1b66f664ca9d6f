/** Pull requests against repositories that people change too. */
@NullMarked
package io.sluice.recommender.pr;

import org.jspecify.annotations.NullMarked;
