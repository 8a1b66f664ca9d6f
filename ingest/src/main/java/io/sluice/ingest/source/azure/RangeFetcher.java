package io.sluice.ingest.source.azure;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes requests in threads of its own, so many at a time. */
final class RangeFetcher {
  private static final long IDLE_SECONDS = 5;

  private final ThreadPoolExecutor threads;
  private final int rangeBytes;

  RangeFetcher(int parallelism, int rangeBytes) {
    this.rangeBytes = rangeBytes;
    threads =
        new ThreadPoolExecutor(
            parallelism,
            parallelism,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            RangeFetcher::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  int rangeBytes() {
    return rangeBytes;
  }

  Future<FoundBlob.Range> submit(Callable<FoundBlob.Range> request) {
    return threads.submit(request);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sluice-blob");
    thread.setDaemon(true);
    return thread;
  }
}
