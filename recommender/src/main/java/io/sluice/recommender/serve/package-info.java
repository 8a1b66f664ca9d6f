/**
 * The service: the topology under way on this instance, and what its state lets others answer.
 *
 * <p>Read {@link io.sluice.recommender.serve.Served} first: what the interfaces of the service
 * read.
 */
@NullMarked
package io.sluice.recommender.serve;

import org.jspecify.annotations.NullMarked;
