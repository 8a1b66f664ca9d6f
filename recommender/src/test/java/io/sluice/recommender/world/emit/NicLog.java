package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.Attempt;
import io.sluice.recommender.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What Azure writes at the nodes' network interfaces. */
public final class NicLog implements Log {
  private final AzureBlobs blobs;

  private NicLog(AzureBlobs blobs) {
    this.blobs = blobs;
  }

  /** VNet flow logs, version 4. */
  public static NicLog vnet() {
    return new NicLog(AzureBlobs.vnet());
  }

  /** NSG flow logs, version 2. */
  public static NicLog nsg() {
    return new NicLog(AzureBlobs.nsg());
  }

  @Override
  public void write(World world, List<Attempt> attempts, Path folder) throws IOException {
    blobs.write(new NicView(world).of(attempts), folder);
  }

  @Override
  public boolean shows(World world, Attempt attempt) {
    return NicView.shows(world, attempt);
  }
}
