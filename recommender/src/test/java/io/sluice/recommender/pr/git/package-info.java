/** Addresses of repositories, and who may be told a token. */
@NullMarked
package io.sluice.recommender.pr.git;

import org.jspecify.annotations.NullMarked;
