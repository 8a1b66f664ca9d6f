package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a watch tells into files that are read again as recorded watch events. Each file
 * begins with the whole state, as a List, so that it stands for itself and shows what is gone; a
 * line per event follows, on disk when the listener returns. A file is there under its name only
 * once its state is whole. A {@code BOOKMARK} a minute says how far it is complete.
 */
public final class Recording implements WatchListener, AutoCloseable {
  private static final long BOOKMARK_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();

  private final RecordingFiles files;
  private final Supplier<List<ObjectNode>> present;
  private final Consumer<String> say;
  private @Nullable OutputStream out;
  private @Nullable Path path;
  private long periodMillis = Long.MIN_VALUE;
  private long stampMillis = Long.MIN_VALUE;
  private long bookmarkMillis = Long.MIN_VALUE;
  private boolean lost;
  private long events;
  private int count;

  /**
   * A recording that begins when everything has been listed once.
   *
   * @param files where to
   * @param present the state as the watch has it
   * @param say takes lines for people
   */
  public Recording(RecordingFiles files, Supplier<List<ObjectNode>> present, Consumer<String> say) {
    this.files = files;
    this.present = present;
    this.say = say;
  }

  @Override
  public synchronized void object(ClusterObject.Event event, long epochMillis, ObjectNode object) {
    stampMillis = Math.max(stampMillis, epochMillis);
    if (path == null) {
      return; // the state that the first file begins with has it
    }
    turn(epochMillis);
    write(
        LiveText.event(
            event == ClusterObject.Event.PRESENT ? ClusterObject.Event.ADDED : event,
            epochMillis,
            object));
    events++;
  }

  @Override
  public synchronized void completeUntil(long epochMillis) {
    stampMillis = Math.max(stampMillis, epochMillis);
    turn(stampMillis);
    if (lost) {
      lost = false;
      say.accept("the watch goes on: complete until " + LiveText.time(epochMillis));
    }
    if (epochMillis >= bookmarkMillis + BOOKMARK_EVERY_MILLIS || bookmarkMillis == Long.MIN_VALUE) {
      bookmarkMillis = epochMillis;
      write(LiveText.bookmark(epochMillis));
    }
  }

  @Override
  public synchronized void lost(String reason) {
    lost = true;
    say.accept("warning: " + reason + "; it is tried again");
  }

  @Override
  public synchronized void leftOut(String reason) {
    say.accept("warning: " + reason);
  }

  /** How many events were written, besides states. */
  public synchronized long events() {
    return events;
  }

  /** How many files were begun. */
  public synchronized int files() {
    return count;
  }

  @Override
  public synchronized void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw failed(e);
    } finally {
      out = null;
    }
  }

  /** Begins the file of a moment, where that is not the one under way. */
  private void turn(long epochMillis) {
    long period = files.period(epochMillis);
    if (path != null && period == periodMillis) {
      return;
    }
    close();
    periodMillis = period;
    bookmarkMillis = Long.MIN_VALUE;
    path = files.begin(epochMillis);
    try {
      Path part = files.beside(path);
      try {
        try (OutputStream whole = new BufferedOutputStream(Files.newOutputStream(part))) {
          LiveText.list(present.get(), epochMillis, whole);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      out = Files.newOutputStream(path, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed(e);
    }
    count++;
    say.accept("recording to " + path);
  }

  private void write(byte[] line) {
    try {
      Objects.requireNonNull(out).write(line);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ClusterException failed(IOException e) {
    return new ClusterException(path + " cannot be written: " + Trouble.reason(e), e);
  }
}
