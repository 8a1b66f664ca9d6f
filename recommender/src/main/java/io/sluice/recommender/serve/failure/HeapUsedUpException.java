package io.sluice.recommender.serve.failure;

/** An instance ended because it has too little memory. */
public final class HeapUsedUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HeapUsedUpException(String met) {
    super(
        "the service ended because its memory is used up ("
            + met
            + "; the heap may have "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB); give it more with --memory or SLUICE_MEMORY. What was committed is not lost");
  }
}
