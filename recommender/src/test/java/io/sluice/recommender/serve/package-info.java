/** Tests of an instance's parts. */
@NullMarked
package io.sluice.recommender.serve;

import org.jspecify.annotations.NullMarked;
