package io.sluice.ingest.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Works through a list with several threads, in order of place as far as they get. */
final class SideBySide<T, R> {
  /** What is done with one item. */
  interface Task<T, R> {
    /**
     * Does it.
     *
     * @param thread number of the thread, from 0
     */
    R run(T item, int thread);
  }

  private final List<T> items;
  private final Task<T, R> task;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicReferenceArray<Object> results;

  private record Failed(Throwable cause) {}

  SideBySide(List<T> items, Task<T, R> task) {
    this.items = List.copyOf(items);
    this.task = task;
    this.results = new AtomicReferenceArray<>(items.size());
  }

  /**
   * Runs it, in the calling thread and further ones; the results stand in the order of the items.
   * After a failure nothing behind it is begun, and the failure of the first item is thrown:
   * whichever that is does not depend on the threads, because items are begun in order.
   */
  List<R> run(int threads) {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      int number = i;
      Thread thread = new Thread(() -> work(number), "sluice-read-" + number);
      thread.setDaemon(true);
      others.add(thread);
      thread.start();
    }
    work(0);
    for (Thread thread : others) {
      join(thread);
    }
    List<R> done = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      done.add(result(i));
    }
    return Collections.unmodifiableList(done);
  }

  private void work(int thread) {
    for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
      if (i > firstFailed.get()) {
        return;
      }
      results.set(i, attempt(i, thread));
    }
  }

  private Object attempt(int item, int thread) {
    try {
      return task.run(items.get(item), thread);
    } catch (RuntimeException | Error e) {
      firstFailed.accumulateAndGet(item, Math::min);
      return new Failed(e);
    }
  }

  @SuppressWarnings("unchecked") // only attempt() puts anything there
  private R result(int item) {
    Object found = results.get(item);
    if (found instanceof Failed failed) {
      if (failed.cause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw (Error) failed.cause();
    }
    return (R) found;
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
