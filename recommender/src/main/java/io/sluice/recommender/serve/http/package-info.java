/**
 * The service over HTTP: probes, metrics and what it answers.
 *
 * <p>A request goes through {@link io.sluice.recommender.serve.http.Gatekeeper} to the {@link
 * io.sluice.recommender.serve.http.Routes}, which find the one that answers it with a {@link
 * io.sluice.recommender.serve.http.Reply}. Read {@link io.sluice.recommender.serve.http.ApiServer}
 * first.
 */
@NullMarked
package io.sluice.recommender.serve.http;

import org.jspecify.annotations.NullMarked;
