/**
 * The cluster's objects as records of a compacted topic: a key per object, its last state as the
 * value, and how far the whole is complete.
 *
 * <p>Read {@link io.sluice.analyzer.stream.inventory.InventoryRecords} first, which writes records
 * and reads them; {@code docs/service.md} has their form.
 */
@NullMarked
package io.sluice.analyzer.stream.inventory;

import org.jspecify.annotations.NullMarked;
