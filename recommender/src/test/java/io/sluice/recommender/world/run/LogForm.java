package io.sluice.recommender.world.run;

import io.sluice.recommender.world.emit.AcnsLog;
import io.sluice.recommender.world.emit.HubbleLog;
import io.sluice.recommender.world.emit.Log;
import io.sluice.recommender.world.emit.NicLog;
import java.util.function.Supplier;

/** A format of logs that worlds are written in. */
public enum LogForm {
  HUBBLE(HubbleLog::new),
  ACNS(AcnsLog::new),
  VNET(NicLog::vnet),
  NSG(NicLog::nsg);

  private final Supplier<Log> log;

  LogForm(Supplier<Log> log) {
    this.log = log;
  }

  /** A writer of this format. */
  public Log log() {
    return log.get();
  }
}
