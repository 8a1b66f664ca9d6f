/** The service as processes, with a broker of its own: how many flows a second become edges. */
@NullMarked
package io.sluice.bench.service;

import org.jspecify.annotations.NullMarked;
