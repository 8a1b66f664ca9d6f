/** The service's metrics, and what asks for them. */
@NullMarked
package io.sluice.recommender.serve.metrics;

import org.jspecify.annotations.NullMarked;
