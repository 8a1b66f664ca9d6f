/** Tests of what becomes of an instance of the service when a part of it fails. */
@NullMarked
package io.sluice.recommender.serve.failure;

import org.jspecify.annotations.NullMarked;
