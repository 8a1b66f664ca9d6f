/**
 * Writes the files that a user would give to Sluice: logs in four formats, and snapshots with
 * recorded changes. Read {@code WorldFiles} first.
 */
@NullMarked
package io.sluice.recommender.world.emit;

import org.jspecify.annotations.NullMarked;
