/**
 * Run manifests: what a recommendation was made of and what came out, so that it can be made again
 * and compared. Read {@link io.sluice.recommender.write.manifest.RunManifest} first.
 */
@NullMarked
package io.sluice.recommender.write.manifest;

import org.jspecify.annotations.NullMarked;
