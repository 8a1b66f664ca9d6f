/**
 * Settings, the baseline and the rules of findings, as a user gives them.
 *
 * <p>Read {@link io.sluice.recommender.cli.settings.SettingsFile} first.
 */
@NullMarked
package io.sluice.recommender.cli.settings;

import org.jspecify.annotations.NullMarked;
