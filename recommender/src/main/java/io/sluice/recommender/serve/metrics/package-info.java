/**
 * The service in numbers, for Prometheus. Labels have few values: never a pod, an address or a
 * port.
 *
 * <p>Read {@link io.sluice.recommender.serve.metrics.ServiceMetrics} first.
 */
@NullMarked
package io.sluice.recommender.serve.metrics;

import org.jspecify.annotations.NullMarked;
