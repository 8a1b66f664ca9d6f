/**
 * Traffic that the platform needs, whatever the application does. Read {@link
 * io.sluice.recommender.recommend.traffic.DnsResolvers} first.
 */
@NullMarked
package io.sluice.recommender.recommend.traffic;

import org.jspecify.annotations.NullMarked;
