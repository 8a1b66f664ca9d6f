package io.sluice.ingest.source;

import io.sluice.ingest.FlowSink;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.decode.CutShortException;
import io.sluice.ingest.decode.Decoded;
import io.sluice.ingest.decode.DecodedSlice;
import io.sluice.ingest.decode.LogDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Inputs cut into parts, which workers decode side by side. What comes out, and which of several
 * failures is met, does not depend on who decodes what, or when.
 */
final class PartReading {
  /** Formats of JSON lines, which may be cut between two of them. */
  private static final Set<LogFormat> OF_LINES =
      Set.of(LogFormat.HUBBLE, LogFormat.ACNS, LogFormat.RETINA);

  private final List<Worker> workers = new ArrayList<>();
  private final Manner manner;
  private final InputStream stdin;
  private final TableReader tables;
  private final List<Part> parts = new ArrayList<>();
  private final List<Integer> firstParts = new ArrayList<>();
  private final ProgressMeter meter;
  private final List<LogDecoder> decoders;

  /** An input that ends before its first byte. */
  private static final class Broken extends ArrayStream {
    private final CutShortException reason;

    Broken(CutShortException reason) {
      this.reason = reason;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw reason;
    }
  }

  /** What a part turned out to be: the logs of a whole input, or a slice of one. */
  private record Read(List<Decoded> whole, Optional<DecodedSlice> slice, List<String> notes) {}

  PartReading(
      List<InputFile> inputs,
      Supplier<Worker> maker,
      Manner manner,
      InputStream stdin,
      TableReader tables,
      LogReader.Progress progress,
      long totalBytes) {
    this.manner = manner;
    this.stdin = stdin;
    this.tables = tables;
    for (InputFile input : inputs) {
      firstParts.add(parts.size());
      parts.addAll(partsOf(input));
    }
    for (int i = 0; i < Math.max(1, Math.min(manner.most(), parts.size())); i++) {
      workers.add(maker.get());
    }
    this.decoders =
        workers.stream()
            .map(
                worker ->
                    new LogDecoder(
                        worker.endpoints(),
                        worker.observers(),
                        manner.override(),
                        manner.decoders()))
            .toList();
    this.meter =
        new ProgressMeter(
            progress, totalBytes, () -> decoders.stream().mapToLong(LogDecoder::records).sum());
  }

  /** What became of each input, in their order: of a file one thing, of a feed what it has. */
  List<List<Decoded>> run() {
    List<Read> read = new SideBySide<>(parts, this::read).run(workers.size());
    meter.end();
    List<List<Decoded>> decoded = new ArrayList<>();
    for (int i = 0; i < firstParts.size(); i++) {
      int to = i + 1 < firstParts.size() ? firstParts.get(i + 1) : parts.size();
      decoded.add(joined(read.subList(firstParts.get(i), to)));
    }
    return decoded;
  }

  private List<Decoded> joined(List<Read> ofOne) {
    List<String> notes = ofOne.stream().flatMap(read -> read.notes().stream()).toList();
    List<DecodedSlice> slices = ofOne.stream().flatMap(read -> read.slice().stream()).toList();
    List<Decoded> logs =
        slices.isEmpty() ? ofOne.get(0).whole() : List.of(decoders.get(0).join(slices));
    return logs.stream().map(log -> log.noting(notes)).toList();
  }

  /** Slices only where there is somebody to share them with. */
  private List<Part> partsOf(InputFile input) {
    Content content = Content.of(input);
    if (manner.most() > 1 && content.canBeReadAgain()) {
      try {
        List<Long> cuts = content.cuts(manner.sliceBytes());
        if (cuts.size() > 1
            && OF_LINES.contains(
                manner.override().orElseGet(() -> recognise(input.name(), content)))) {
          return slices(input, cuts);
        }
      } catch (CutShortException e) {
        return List.of(Part.whole(input)); // whoever reads it meets the same, and counts it
      } catch (IOException e) {
        throw unreadable(input.name(), e);
      }
    }
    return List.of(Part.whole(input));
  }

  private static List<Part> slices(InputFile input, List<Long> cuts) {
    List<Part> slices = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      long to = i + 1 < cuts.size() ? cuts.get(i + 1) : Part.END;
      slices.add(new Part(input, cuts.get(i), to, true));
    }
    return slices;
  }

  /** What an input holds, by its first records. */
  static LogFormat recognise(String name, Content content) {
    try (InputStream raw = content.open(0, content.length(), note -> {});
        InputStream text = text(raw, note -> {})) {
      Opened opened = Opened.of(text);
      return opened.isTable() ? LogFormat.EDGES : LogDecoder.recognise(opened);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private Read read(Part part, int thread) {
    LogDecoder decoder = decoders.get(thread);
    FlowSink sink = workers.get(thread).sink();
    InputFile input = part.input();
    List<String> notes = new ArrayList<>();
    try {
      if (part.slice()) {
        DecodedSlice slice = slice(part, decoder, sink, notes);
        return new Read(List.of(), Optional.of(slice), notes);
      }
      if (input.feed().isPresent()) {
        return new Read(fed(input.feed().get(), workers.get(thread)), Optional.empty(), notes);
      }
      Decoded whole = whole(input, decoder, sink, notes);
      return new Read(List.of(whole), Optional.empty(), notes);
    } catch (IOException e) {
      throw unreadable(input.name(), e);
    }
  }

  private List<Decoded> fed(FlowFeed feed, Worker worker) {
    return feed.feed(worker, manner.override(), tables).stream()
        .map(log -> new Decoded(log.format(), Optional.of(log)))
        .toList();
  }

  private DecodedSlice slice(Part part, LogDecoder decoder, FlowSink sink, List<String> notes)
      throws IOException {
    try (InputStream raw = Content.of(part.input()).open(part.from(), part.to(), notes::add)) {
      return decoder.decodeSlice(part.input().name(), meter.counting(raw), part.from(), sink);
    }
  }

  private Decoded whole(InputFile input, LogDecoder decoder, FlowSink sink, List<String> notes)
      throws IOException {
    Content content = Content.of(input);
    if (content instanceof Content.Passing) {
      // Whoever gave standard input closes it.
      return content(input.name(), text(meter.counting(stdin), notes::add), decoder, sink, notes);
    }
    try (InputStream raw = content.open(0, Part.END, notes::add);
        InputStream text = ahead(input, text(meter.counting(raw), notes::add))) {
      return content(input.name(), text, decoder, sink, notes);
    }
  }

  private static InputStream text(InputStream raw, Consumer<String> notes) throws IOException {
    try {
      return Compression.text(raw, notes);
    } catch (CutShortException e) {
      return new Broken(e); // whoever reads it accounts for it
    }
  }

  /** Where there are more cores than parts, one of them may undo the compression. */
  private InputStream ahead(InputFile input, InputStream text) {
    boolean idle = parts.size() < manner.most();
    return idle && Content.of(input).gainsByReadingAhead()
        ? new ReadAhead(text, input.name())
        : text;
  }

  private Decoded content(
      String name, InputStream in, LogDecoder decoder, FlowSink sink, List<String> notes)
      throws IOException {
    Opened opened = Opened.of(in);
    if (!opened.isTable()) {
      return decoder.decode(name, opened, sink, notes);
    }
    synchronized (tables) {
      return new Decoded(LogFormat.EDGES, Optional.of(tables.read(name, opened)));
    }
  }

  private static UnusableInputException unreadable(String name, IOException e) {
    return new UnusableInputException(name + " cannot be read: " + Unreadable.reason(e), e);
  }
}
