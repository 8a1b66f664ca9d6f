/**
 * Logs are read under the options given and become judged edges.
 *
 * <p>Read {@link io.sluice.recommender.cli.read.Analysis} first.
 */
@NullMarked
package io.sluice.recommender.cli.read;

import org.jspecify.annotations.NullMarked;
