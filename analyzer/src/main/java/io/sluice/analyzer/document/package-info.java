/**
 * Files of cluster objects as text and tokens: packed or not, JSON or YAML, one stream of {@link
 * io.sluice.analyzer.document.Tokens} either way.
 *
 * <p>Read {@code Tokens} first. What is no JSON or YAML is a {@link
 * io.sluice.analyzer.document.BrokenFileException} with its line.
 */
@NullMarked
package io.sluice.analyzer.document;

import org.jspecify.annotations.NullMarked;
