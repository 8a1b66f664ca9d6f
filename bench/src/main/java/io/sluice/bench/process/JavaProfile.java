package io.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a Java process spent its time, as its flight recording says: processor time by kinds of
 * threads, and in which package each sample of Java code was.
 */
public final class JavaProfile {
  private static final String OWN = "io.sluice.";
  private static final String ELSEWHERE = "the JDK and libraries";

  private final Map<String, Double> cpuSeconds = new TreeMap<>();
  private final Map<String, Integer> samples = new TreeMap<>();
  private final Map<String, Instant> lastLoad = new HashMap<>();
  private int all;

  private JavaProfile() {}

  /** The environment in which a Java process writes such a recording when it ends. */
  public static Map<String, String> environment(Path recording) {
    return Map.of(
        "JDK_JAVA_OPTIONS",
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
            + recording
            + ",jdk.ThreadCPULoad#period=200ms,jdk.ExecutionSample#period=10ms");
  }

  /** Reads a recording. */
  public static JavaProfile read(Path recording) throws IOException {
    JavaProfile profile = new JavaProfile();
    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    events.stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .forEach(profile::take);
    return profile;
  }

  private void take(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ThreadCPULoad" -> load(event);
      case "jdk.ExecutionSample" -> {
        samples.merge(place(event), 1, Integer::sum);
        all++;
      }
      default -> {}
    }
  }

  /** An event has a thread's share of all processors since the one before. */
  private void load(RecordedEvent event) {
    RecordedThread thread = event.getThread("eventThread");
    Instant now = event.getStartTime();
    Instant before = lastLoad.put(name(thread) + thread.getId(), now);
    if (before != null) {
      double seconds = Duration.between(before, now).toNanos() / 1e9;
      double share = event.getFloat("user") + event.getFloat("system");
      double cpu = share * seconds * Runtime.getRuntime().availableProcessors();
      cpuSeconds.merge(kind(name(thread)), cpu, Double::sum);
    }
  }

  private static String name(RecordedThread thread) {
    return Optional.ofNullable(thread.getJavaName())
        .or(() -> Optional.ofNullable(thread.getOSName()))
        .orElse("");
  }

  private static String kind(String thread) {
    if (thread.contains("CompilerThread") || thread.contains("Sweeper")) {
      return "JIT compilers";
    }
    return thread.startsWith("JFR") ? "the recording itself" : "Java code";
  }

  /** The package of ours that is nearest to the top of the stack. */
  private static String place(RecordedEvent sample) {
    if (sample.getStackTrace() == null) {
      return ELSEWHERE;
    }
    return sample.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType())
        .map(RecordedClass::getName)
        .filter(type -> type.startsWith(OWN))
        .findFirst()
        .map(JavaProfile::packageOf)
        .orElse(ELSEWHERE);
  }

  /** Lambdas are classes with an address behind their name. */
  private static String packageOf(String type) {
    int lambda = type.indexOf("$$");
    String name = lambda < 0 ? type : type.substring(0, lambda);
    return name.substring(OWN.length(), name.lastIndexOf('.'));
  }

  /**
   * Both as lines, the most first.
   *
   * @param run what the process took: what no thread of the recording has is the collector's and
   *     the start's
   */
  public String text(Run run) {
    double known = cpuSeconds.values().stream().mapToDouble(one -> one).sum();
    cpuSeconds.put("collector, and what no recording has", run.cpuSeconds() - known);
    StringBuilder text = new StringBuilder("CPU seconds by kinds of threads\n");
    cpuSeconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(
            one ->
                text.append(
                    String.format(Locale.ROOT, "%7.2f  %s%n", one.getValue(), one.getKey())));
    text.append(String.format(Locale.ROOT, "%d samples of Java code by packages%n", all));
    samples.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            one ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%5.1f %%  %s%n",
                        100.0 * one.getValue() / all,
                        one.getKey())));
    return text.toString();
  }
}
