package io.sluice.recommender.world.run;

import io.sluice.recommender.world.emit.AcnsLog;
import io.sluice.recommender.world.emit.HubbleLog;
import io.sluice.recommender.world.emit.Log;
import io.sluice.recommender.world.emit.NicLog;

/** A format of logs that worlds are written in. */
public enum LogForm {
  HUBBLE,
  ACNS,
  VNET,
  NSG;

  /** A writer of this format. */
  public Log log() {
    return switch (this) {
      case HUBBLE -> new HubbleLog();
      case ACNS -> new AcnsLog();
      case VNET -> NicLog.vnet();
      case NSG -> NicLog.nsg();
    };
  }
}
