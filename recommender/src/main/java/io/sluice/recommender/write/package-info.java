/**
 * Answers as files and text: canonical YAML, kustomization files, tables, JSON and Markdown.
 *
 * <p>Read {@link io.sluice.recommender.write.policy.PolicyFolder} first.
 */
@NullMarked
package io.sluice.recommender.write;

import org.jspecify.annotations.NullMarked;
