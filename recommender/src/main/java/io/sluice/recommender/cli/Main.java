package io.sluice.recommender.cli;

import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.file.Scratch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The entry point of {@code sluice}. */
public final class Main {
  /** Made before it is needed: then there is no room to make anything. */
  private static final byte[] NO_MEMORY =
      "sluice: all memory is used up; give more with --memory or SLUICE_MEMORY, such as 2g\n"
          .getBytes(StandardCharsets.UTF_8);

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    Scratch scratch = new Scratch();
    // After SIGINT or SIGTERM the JVM runs this, then ends with 130 or 143.
    Runtime.getRuntime().addShutdownHook(new Thread(scratch::close, "clean up"));
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    // Standard output has the answer only. Libraries print there too: Azure's log when told to.
    System.setOut(err);
    Session session =
        new Session(
            System.in,
            out,
            err,
            System.getenv(),
            isTerminal("sluice.terminal.out"),
            isTerminal("sluice.terminal.err"),
            scratch);
    int code;
    try {
      code = Sluice.run(args, session);
    } catch (OutOfMemoryError e) { // other threads must not go on alone
      err.write(NO_MEMORY, 0, NO_MEMORY.length);
      code = ExitCode.INPUT.number();
    }
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs one command on the given streams and returns its exit code; never exits. */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, in, out, err, System.getenv());
  }

  /** The same with other environment variables than those of the process. */
  public static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
    try (Scratch scratch = new Scratch()) {
      return Sluice.run(args, new Session(in, out, err, env, false, false, scratch));
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        true,
        StandardCharsets.UTF_8);
  }

  /** Java cannot tell its two outputs apart, so the launcher says which is a terminal. */
  private static boolean isTerminal(String property) {
    return Boolean.getBoolean(property);
  }
}
