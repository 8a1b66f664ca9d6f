/** What the comparison of connections is held against: worlds by hand, at random, and of others. */
@NullMarked
package io.sluice.recommender.audit.diff.connectivity;

import org.jspecify.annotations.NullMarked;
