package io.sluice.recommender.example;

import io.sluice.analyzer.policy.EngineProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** One run of {@code recommend} with a folder to write to, and what came of it. */
public final class Recommended {
  private final Path cluster;
  private final Path folder;
  private final Sluice.Run run;

  private Recommended(Path cluster, Path folder, Sluice.Run run) {
    this.cluster = cluster;
    this.folder = folder;
    this.run = run;
  }

  /** Runs it for a fixture whose files are written, on the generic engine. */
  public static Recommended of(Fixture fixture, Path folder, Object... options) {
    List<Object> all = new ArrayList<>(List.of("--engine", "generic"));
    Collections.addAll(all, options);
    return of(fixture.logs(), fixture.cluster(), folder, all.toArray());
  }

  /** Runs it for logs and a snapshot; a run that fails is a failed test. */
  public static Recommended of(Path logs, Path cluster, Path folder, Object... options) {
    List<Object> words = new ArrayList<>(List.of("recommend", logs, "--cluster", cluster));
    Collections.addAll(words, "--out-dir", folder, "-o", "json");
    Collections.addAll(words, options);
    Sluice.Run run = Sluice.run(words.toArray());
    if (run.exit() != 0) {
      throw new AssertionError("exit code " + run.exit() + ": " + run.err() + run.out());
    }
    return new Recommended(cluster, folder, run);
  }

  /** What the command said. */
  public Sluice.Run run() {
    return run;
  }

  /** Its answer. */
  public Report report() {
    return run.report();
  }

  /** What it wrote, by path. */
  public SortedMap<String, String> files() {
    return Sluice.files(folder);
  }

  /** The written policies in force, alone. */
  public Enforcement alone() {
    return Enforcement.ofWritten(cluster, folder, EngineProfile.GENERIC);
  }

  /** The written policies in force together with those of the snapshot. */
  public Enforcement withCurrent() {
    return Enforcement.ofCurrentAndWritten(cluster, folder, EngineProfile.GENERIC);
  }
}
