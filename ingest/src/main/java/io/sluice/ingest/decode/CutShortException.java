package io.sluice.ingest.decode;

import java.io.IOException;

/**
 * A compressed input ends early or is damaged: what was delivered before is good, nothing more will
 * come.
 */
public final class CutShortException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A cut.
   *
   * @param message what is wrong, without values of the input
   */
  public CutShortException(String message) {
    super(message);
  }
}
