/** The service's HTTP interface, over real sockets. */
@NullMarked
package io.sluice.recommender.serve.http;

import org.jspecify.annotations.NullMarked;
