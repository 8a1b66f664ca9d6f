package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of a world, as a user would have them on the day that policies are proposed.
 *
 * @param logs what was recorded until then
 * @param cluster a snapshot of that moment, and the pods' changes until then
 * @param settings ranges outside that the operator has named
 * @param later the cluster at the end of the world, for who comes after the logs
 */
public record WorldFiles(Path logs, Path cluster, Path settings, Path later) {
  /** Writes them into a folder. */
  public static WorldFiles write(World world, Log log, Path folder) throws IOException {
    WorldFiles files =
        new WorldFiles(
            folder.resolve("logs"),
            folder.resolve("cluster"),
            folder.resolve("sluice.yaml"),
            folder.resolve("later"));
    Files.createDirectories(files.logs);
    log.write(world, world.training(), files.logs);
    new ClusterFiles(world, world.options().split()).write(files.cluster);
    new ClusterFiles(world, world.options().end()).write(files.later);
    Files.writeString(files.settings, settings(world));
    return files;
  }

  private static String settings(World world) {
    if (world.groups().isEmpty()) {
      return "externals:\n  maxAddresses: 32\n";
    }
    StringBuilder text = new StringBuilder("externals:\n  groups:\n");
    for (Map.Entry<String, List<String>> group : world.groups().entrySet()) {
      text.append("    ").append(group.getKey()).append(": [");
      text.append(String.join(", ", group.getValue())).append("]\n");
    }
    return text.toString();
  }
}
