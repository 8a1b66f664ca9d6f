package io.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command, as a whole process.
 *
 * @param cpuSeconds user and system, of all its threads and children
 * @param peakBytes the most that was resident (VmHWM)
 * @param peakAnonBytes the most that was resident and no file (RssAnon), of samples every 10 ms
 */
public record Run(double seconds, double cpuSeconds, long peakBytes, long peakAnonBytes) {
  private static final double TICKS_PER_SECOND = 100;

  /** Linux: the two fields with the time of children that ended, counted behind the name. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /**
   * Runs it to its end.
   *
   * @throws IOException where it cannot run, or ends with another code than 0
   */
  public static Run of(List<String> command, Path output, Path errors)
      throws IOException, InterruptedException {
    return of(command, Map.of(), output, errors);
  }

  /** The same with more in its environment. */
  public static Run of(
      List<String> command, Map<String, String> environment, Path output, Path errors)
      throws IOException, InterruptedException {
    double cpuBefore = cpuOfChildren();
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    long peak = 0;
    long anon = 0;
    boolean ended = false;
    while (!ended) {
      String status = status(process.pid());
      peak = Math.max(peak, kilobytes(status, "VmHWM:") << 10);
      anon = Math.max(anon, kilobytes(status, "RssAnon:") << 10);
      ended = process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          "exit code "
              + process.exitValue()
              + " of "
              + String.join(" ", command)
              + "\n"
              + Files.readString(errors));
    }
    return new Run(seconds, cpuOfChildren() - cpuBefore, peak, anon);
  }

  private static String status(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/status"));
    } catch (IOException ended) {
      return "";
    }
  }

  private static long kilobytes(String status, String key) {
    int at = status.indexOf(key);
    int end = status.indexOf("kB", Math.max(at, 0));
    return at < 0 || end < 0 ? 0 : Long.parseLong(status.substring(at + key.length(), end).strip());
  }

  private static double cpuOfChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return (Long.parseLong(fields.get(CHILDREN_USER)) + Long.parseLong(fields.get(CHILDREN_SYSTEM)))
        / TICKS_PER_SECOND;
  }
}
