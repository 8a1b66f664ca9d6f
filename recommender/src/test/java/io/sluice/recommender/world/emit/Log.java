package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way to record what happens in a world. */
public interface Log {
  /** Writes what it records of attempts, as files below a folder. */
  void write(World world, List<Attempt> attempts, Path folder) throws IOException;

  /** Whether it shows an attempt, with the pods at its ends. */
  boolean shows(World world, Attempt attempt);
}
