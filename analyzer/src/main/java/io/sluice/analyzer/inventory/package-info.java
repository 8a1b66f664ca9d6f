/**
 * Who had which address when, and which pods stand behind a Service.
 *
 * <p>Read {@link io.sluice.analyzer.inventory.Inventory} first: it answers, and {@code
 * InventoryParts} shows of what it is made. An {@code AddressTimeline} holds the tenures of one
 * address, a {@code ServiceIndex} the Services and their backends.
 */
@NullMarked
package io.sluice.analyzer.inventory;

import org.jspecify.annotations.NullMarked;
