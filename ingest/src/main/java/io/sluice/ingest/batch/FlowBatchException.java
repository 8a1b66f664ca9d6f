package io.sluice.ingest.batch;

import java.io.IOException;

/** A value cannot be used as a flow batch; no flow of it was handed on. */
public final class FlowBatchException extends IOException {
  private static final long serialVersionUID = 1L;

  FlowBatchException(String message) {
    super(message);
  }

  static FlowBatchException damaged(String found) {
    return new FlowBatchException("the flow batch is damaged (" + found + ")");
  }
}
