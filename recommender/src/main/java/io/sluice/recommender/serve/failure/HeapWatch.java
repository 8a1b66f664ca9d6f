package io.sluice.recommender.serve.failure;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.KafkaThread;

/**
 * What becomes of an instance whose heap is used up: it ends. Whichever thread meets it, nobody
 * knows what that one and others left undone, and what was not committed is done again by whoever
 * comes. Only who makes answers goes on, with the answer before.
 *
 * <p>Threads of Kafka's clients end of it without a word, so that the instance would stand still
 * and look well: here somebody listens to them, and to all others that nobody listens to.
 */
public final class HeapWatch implements Runnable, Thread.UncaughtExceptionHandler {
  private static final long LOOK_EVERY_MILLIS = 500;

  /** So much is given back for the words at the end. */
  private static final int ROOM = 1 << 20;

  private static final byte[] NONE = {};

  private final Runnable end;
  private final ThreadGroup group = Thread.currentThread().getThreadGroup();
  private volatile byte[] room = new byte[ROOM];
  private volatile String words = "";
  private volatile String where = "";
  private volatile boolean stopped;

  /**
   * A watch over the threads of the group of whoever makes it.
   *
   * @param end makes room and ends the instance; it is told each time
   */
  public HeapWatch(Runnable end) {
    this.end = end;
  }

  /** Whether a failure of this thread is that the heap is used up; the instance ends then. */
  public boolean ends(Throwable failure) {
    return ends(Thread.currentThread(), failure);
  }

  private boolean ends(Thread thread, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        words = String.valueOf(cause.getMessage()); // nothing is made here: there is no room
        where = thread.getName();
        room = NONE;
        end.run();
        return true;
      }
    }
    return false;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (!ends(thread, failure)) {
      group.uncaughtException(thread, failure); // as if nobody listened
    }
  }

  /** Listens to threads that come. */
  @Override
  public void run() {
    while (!stopped) {
      Thread[] threads = new Thread[2 * group.activeCount() + 8];
      int count = group.enumerate(threads);
      for (int i = 0; i < count; i++) {
        if (threads[i] instanceof KafkaThread || nobodyListensTo(threads[i])) {
          threads[i].setUncaughtExceptionHandler(this);
        }
      }
      pause();
    }
  }

  private boolean nobodyListensTo(Thread thread) {
    return thread.getUncaughtExceptionHandler() == thread.getThreadGroup();
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  /** Whether a thread met it. */
  public boolean isUsedUp() {
    return room.length == 0;
  }

  /** What the instance ends with, where a thread met it. */
  public HeapUsedUpException ending() {
    return new HeapUsedUpException(where + ": " + words);
  }

  public void stop() {
    stopped = true;
  }
}
