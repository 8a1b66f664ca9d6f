package io.sluice.recommender.world.run;

import io.sluice.recommender.example.Report;
import io.sluice.recommender.example.Sluice;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.emit.Log;
import io.sluice.recommender.world.emit.WorldFiles;
import io.sluice.recommender.world.make.WorldMaker;
import io.sluice.recommender.world.score.Scene;
import io.sluice.recommender.world.score.Score;
import io.sluice.recommender.world.score.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One world through the real command: made, written, recommended, and scored.
 *
 * @param command what the command did
 * @param scene the policies that it wrote, in force
 * @param score how they fit
 */
public record WorldRun(World world, Sluice.Run command, Scene scene, Score score) {

  /**
   * Runs {@code recommend} on a world.
   *
   * @param folder an empty folder, which holds the files afterwards
   * @param more further words of the command
   */
  public static WorldRun of(WorldOptions options, LogForm form, Path folder, String... more)
      throws IOException {
    World world = WorldMaker.make(options);
    Log log = form.log();
    WorldFiles files = WorldFiles.write(world, log, folder);
    Path policies = folder.resolve("policies");
    List<Object> words =
        new ArrayList<>(
            List.of("recommend", files.logs(), "--cluster", files.cluster(), "--config"));
    words.addAll(List.of(files.settings(), "--engine", options.engine(), "--out-dir", policies));
    words.addAll(List.of("-o", "json"));
    words.addAll(List.of(more));
    Sluice.Run command = Sluice.run(words.toArray());
    if (command.exit() != 0) {
      throw new AssertionError(
          options + " " + form + ": exit " + command.exit() + "\n" + command.err());
    }
    Scene scene = Scene.of(world, log, files, policies, Reasons.of(command.report().document()));
    return new WorldRun(world, command, scene, Scorer.of(scene));
  }

  /** The command's answer. */
  public Report report() {
    return command.report();
  }
}
