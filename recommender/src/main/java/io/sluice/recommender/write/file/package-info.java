/**
 * Putting files where the user wants them: whole or not at all, and nothing left behind.
 *
 * <p>Read {@link io.sluice.recommender.write.file.OutputFiles} first.
 */
@NullMarked
package io.sluice.recommender.write.file;

import org.jspecify.annotations.NullMarked;
