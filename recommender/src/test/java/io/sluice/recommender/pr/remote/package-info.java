/** From URLs and environments to hosts and tokens. */
@NullMarked
package io.sluice.recommender.pr.remote;

import org.jspecify.annotations.NullMarked;
