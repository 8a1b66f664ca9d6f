package io.sluice.ingest.source;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The bytes of an input, wherever they are. */
sealed interface Content {
  /**
   * The content of an input; standard input, which the reader has itself, cannot be opened, and a
   * feed has none.
   */
  static Content of(InputFile input) {
    if (input.remote().isPresent()) {
      return new Elsewhere(input.remote().get());
    }
    return input.path().<Content>map(Here::new).orElseGet(Passing::new);
  }

  /** Whether it can be read more than once, and at any place: a pipe cannot. */
  boolean canBeReadAgain();

  /** How many bytes it has, before compression is undone. */
  long length();

  /** Its bytes between two places; what cannot be read again is read from its start to its end. */
  InputStream open(long from, long to, Consumer<String> notes) throws IOException;

  /** Where slices of so many bytes may begin, the first at 0. */
  List<Long> cuts(long sliceBytes) throws IOException;

  /** Whether undoing its compression is worth a thread of its own. */
  boolean gainsByReadingAhead();

  /** A file or pipe of this machine. */
  record Here(Path path) implements Content {
    @Override
    public boolean canBeReadAgain() {
      return Files.isRegularFile(path);
    }

    @Override
    public long length() {
      return path.toFile().length();
    }

    /** A pipe cannot be asked for its position, which Java's channels do. */
    @Override
    public InputStream open(long from, long to, Consumer<String> notes) throws IOException {
      if (from > 0 || to < Part.END) {
        return new SliceStream(path, from, to);
      }
      return canBeReadAgain() ? Files.newInputStream(path) : new FileInputStream(path.toFile());
    }

    @Override
    public List<Long> cuts(long sliceBytes) throws IOException {
      try (FileChannel channel = FileChannel.open(path)) {
        return LineCuts.of(new FileWindows(channel), sliceBytes);
      }
    }

    @Override
    public boolean gainsByReadingAhead() {
      return Compression.isCompressed(path);
    }
  }

  /** Looks into a file. */
  record FileWindows(FileChannel channel) implements LineCuts.Windows {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public byte[] at(long offset, int most) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, channel.size() - offset));
      int count = 0;
      while (count >= 0 && buffer.hasRemaining()) {
        count = channel.read(buffer, offset + buffer.position());
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  /** An input on another machine. */
  record Elsewhere(RemoteFile file) implements Content, LineCuts.Windows {
    /** Looking for a cut is a request of its own, so slices are larger than those of files. */
    private static final int FARTHER = 4;

    @Override
    public boolean canBeReadAgain() {
      return true;
    }

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public InputStream open(long from, long to, Consumer<String> notes) throws IOException {
      return file.open(from, to, notes);
    }

    @Override
    public List<Long> cuts(long sliceBytes) throws IOException {
      return LineCuts.of(this, sliceBytes * FARTHER);
    }

    @Override
    public long size() {
      return file.length();
    }

    @Override
    public byte[] at(long offset, int most) throws IOException {
      try (InputStream in = file.open(offset, offset + most, note -> {})) {
        return in.readNBytes(most);
      }
    }

    @Override
    public boolean gainsByReadingAhead() {
      return true;
    }
  }

  /** Standard input. */
  record Passing() implements Content {
    @Override
    public boolean canBeReadAgain() {
      return false;
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public InputStream open(long from, long to, Consumer<String> notes) {
      throw new IllegalStateException("standard input is opened by whoever gave it");
    }

    @Override
    public List<Long> cuts(long sliceBytes) {
      return List.of(0L);
    }

    @Override
    public boolean gainsByReadingAhead() {
      return false;
    }
  }
}
