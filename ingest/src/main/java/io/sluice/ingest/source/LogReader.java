package io.sluice.ingest.source;

import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.decode.Decoded;
import io.sluice.ingest.decode.Decoders;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads logs of any supported format from where the user points, and accounts for every record. */
public final class LogReader {
  /**
   * What was read.
   *
   * @param files one summary per file, in reading order (sorted by path within a folder)
   * @param unknown files met while walking a folder whose content is no known or no supported
   *     format: path and what it is
   */
  public record Result(List<FileSummary> files, List<UnreadFile> unknown) {
    public Result {
      files = List.copyOf(files);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * A file that was passed over.
   *
   * @param file its path
   * @param format what it is
   */
  public record UnreadFile(String file, LogFormat format) {}

  /** Told how reading gets on. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody is told. */
    Progress NONE = (bytesRead, bytesTotal, records) -> {};

    /**
     * Called now and then.
     *
     * @param bytesRead compressed bytes read so far
     * @param bytesTotal of so many, or -1 where unknown (standard input)
     * @param records records so far
     */
    void at(long bytesRead, long bytesTotal, long records);
  }

  private final Optional<LogFormat> override;
  private final InputStream stdin;
  private final Progress progress;
  private TableReader tables = TableReader.NONE;
  private RemoteSource remote = RemoteSource.NONE;
  private long sliceBytes = LineCuts.SLICE_BYTES;
  private Decoders decoders = Decoders.FAST;

  /**
   * A reader.
   *
   * @param override the format of every file, where {@code --format} was given
   * @param stdin what {@code -} reads
   */
  public LogReader(Optional<LogFormat> override, InputStream stdin, Progress progress) {
    this.override = override;
    this.stdin = stdin;
    this.progress = progress;
  }

  /** Takes files that hold an edge table as well. */
  public LogReader with(TableReader taker) {
    tables = taker;
    return this;
  }

  /** Reads what is on other machines as well. */
  public LogReader with(RemoteSource source) {
    remote = source;
    return this;
  }

  /** Reads with these decoders. */
  public LogReader with(Decoders which) {
    decoders = which;
    return this;
  }

  /**
   * Reads all locations: files, folders (walked, sorted), globs, {@code -}, URLs. Each worker is a
   * thread and takes one file, or slice of a file, after the other; which gets which is chance.
   *
   * @param workers makes what each thread needs, in the calling thread
   * @param most how many threads there may be; no more are made than there are parts to read
   * @throws io.sluice.ingest.UnusableInputException where a file named on its own is of no known or
   *     no supported format, a location does not exist or a glob matches nothing, or no record
   *     could be read at all
   */
  public Result read(List<String> locations, Supplier<Worker> workers, int most) {
    refuseUnsupportedOverride();
    List<InputFile> inputs = Locations.resolve(locations, remote);
    refuseUnknown(inputs);
    Manner manner = new Manner(override, decoders, most, sliceBytes);
    List<List<Decoded>> decoded =
        new PartReading(inputs, workers, manner, stdin, tables, progress, totalBytes(inputs)).run();
    List<FileSummary> files = new ArrayList<>();
    List<UnreadFile> unknown = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      InputFile input = inputs.get(i);
      for (Decoded log : decoded.get(i)) {
        if (log.summary().isPresent()) {
          files.add(log.summary().get());
        } else if (input.named()) {
          throw new UnusableInputException(refusal(input, log.format()));
        } else {
          unknown.add(new UnreadFile(input.name(), log.format()));
        }
      }
    }
    Result result = new Result(files, unknown);
    refuseNothing(result, locations);
    return result;
  }

  /** Cuts files of lines into slices of so many bytes. */
  LogReader slicing(long bytes) {
    sliceBytes = bytes;
    return this;
  }

  /** Reads in the calling thread alone. */
  public Result read(List<String> locations, Worker worker) {
    return read(locations, () -> worker, 1);
  }

  private void refuseUnsupportedOverride() {
    if (override.isPresent()
        && (!override.get().supported()
            || override.get() == LogFormat.EMPTY
            || override.get() == LogFormat.EDGES)) {
      throw new UnusableInputException(
          "--format " + override.get().word() + ": this version does not read that format yet");
    }
  }

  /** Looks into every file that the user named before any is read: a mistake shows at once. */
  private void refuseUnknown(List<InputFile> inputs) {
    if (override.isPresent()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    for (InputFile input : inputs) {
      Content content = Content.of(input);
      if (input.named() && content.canBeReadAgain()) {
        LogFormat format = PartReading.recognise(input.name(), content);
        if (!format.supported()) {
          problems.add(refusal(input, format));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UnusableInputException(String.join("\n", problems));
    }
  }

  private static long totalBytes(List<InputFile> inputs) {
    long total = 0;
    for (InputFile input : inputs) {
      Content content = Content.of(input);
      if (!content.canBeReadAgain()) {
        return -1;
      }
      total += content.length();
    }
    return total;
  }

  private static String refusal(InputFile input, LogFormat format) {
    if (format == LogFormat.CLUSTER_OBJECTS) {
      return input.name() + " holds Kubernetes objects, not a flow log; give it with --cluster";
    }
    if (format == LogFormat.UNKNOWN) {
      return input.name()
          + " is of no known format; expected Hubble or ACNS JSON, an Azure VNet or NSG flow log, a GKE policy log or a Calico flow log"
          + " (--format says which where detection fails)";
    }
    return input.name()
        + " looks like "
        + article(format.title())
        + format.title()
        + ", which this version does not read yet";
  }

  private static String article(String title) {
    return "AEIO".indexOf(title.charAt(0)) >= 0 ? "an " : "a ";
  }

  /** Lines about the log itself: in a file read as another format they may be all that fits. */
  private static long noFlows(FileSummary file) {
    return file.account().skippedByReason().getOrDefault(Outcome.NOT_A_FLOW, 0L);
  }

  private static void refuseNothing(Result result, List<String> locations) {
    long good = 0;
    long bad = 0;
    List<BadRecord> samples = new ArrayList<>();
    for (FileSummary file : result.files()) {
      good += file.account().records() - file.account().bad() - noFlows(file);
      bad += file.account().bad();
      samples.addAll(file.account().samples());
    }
    if (good > 0) {
      return;
    }
    StringBuilder message = new StringBuilder("no record could be read from ");
    message.append(locations.stream().map(Locations::shown).collect(Collectors.joining(", ")));
    message.append(": ");
    message.append(count(result.files().size(), "file")).append(" with ");
    message.append(count(bad, "unreadable record")).append(", ");
    message.append(count(result.unknown().size(), "file")).append(" of no format that is read");
    if (!samples.isEmpty()) {
      message.append("\nfirst: ").append(samples.get(0));
    }
    for (UnreadFile file : result.unknown().subList(0, Math.min(5, result.unknown().size()))) {
      message.append('\n').append(file.file()).append(": ").append(file.format().title());
    }
    throw new UnusableInputException(message.toString());
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
