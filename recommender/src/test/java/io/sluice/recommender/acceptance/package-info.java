/** What a user asks of the whole: small worlds, one command, and what must come out. */
@NullMarked
package io.sluice.recommender.acceptance;

import org.jspecify.annotations.NullMarked;
