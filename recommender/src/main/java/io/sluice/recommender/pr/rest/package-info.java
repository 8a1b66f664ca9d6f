/**
 * How a host's REST interface is asked: one client that waits when it is told to, repeats what may
 * be repeated, gives up in time, and never shows a token.
 *
 * <p>Read {@link io.sluice.recommender.pr.rest.RestClient} first. What differs from host to host
 * (what a refusal means, what counts as "later") are its {@link
 * io.sluice.recommender.pr.rest.RestRules}.
 */
@NullMarked
package io.sluice.recommender.pr.rest;

import org.jspecify.annotations.NullMarked;
