/**
 * The example world in {@code config/example}: a small AKS cluster that never was, the logs that it
 * would have written, and the truth about who talks to whom in it.
 *
 * <p>Read {@link io.sluice.recommender.example.World} first. {@link
 * io.sluice.recommender.example.ExampleFiles} makes the files out of it.
 */
@NullMarked
package io.sluice.recommender.example;

import org.jspecify.annotations.NullMarked;
