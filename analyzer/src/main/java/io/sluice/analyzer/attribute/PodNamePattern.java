package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Workload;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Kubernetes puts behind a workload's name to make a pod's name. Its random parts have no
 * vowels and no digits that look like letters.
 */
final class PodNamePattern {
  private static final String RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";
  private static final String POD = "-" + RANDOM + "{5}";
  private static final Pattern OF_DEPLOYMENT = Pattern.compile("-" + RANDOM + "{1,10}" + POD);
  private static final Pattern OF_CRON_JOB = Pattern.compile("-[0-9]{4,11}(-[0-9]+)?" + POD);
  private static final Pattern OF_JOB = Pattern.compile("(-[0-9]+)?" + POD);
  private static final Pattern OF_STATEFUL_SET = Pattern.compile("-[0-9]+");
  private static final Pattern OF_OTHERS = Pattern.compile(POD);
  private static final Pattern NOTHING = Pattern.compile("");

  private static final Pattern REPLICA_SET = Pattern.compile("-" + RANDOM + "{1,10}");
  private static final Pattern SCHEDULED_JOB = Pattern.compile("-[0-9]{4,11}");

  /** Endings that are cut off where nothing but the name is known, the longest first. */
  private static final List<Pattern> ENDINGS =
      List.of(
          Pattern.compile("-[0-9]{8,11}(-[0-9]+)?" + POD + "$"),
          Pattern.compile("-" + RANDOM + "{6,10}" + POD + "$"),
          Pattern.compile("-[0-9]{1,4}$"),
          Pattern.compile(POD + "$"));

  private PodNamePattern() {}

  /** Whether a pod of that name can be the workload's. */
  static boolean fits(Workload workload, String pod) {
    return pod.startsWith(workload.name())
        && ending(workload.kind()).matcher(pod.substring(workload.name().length())).matches();
  }

  private static Pattern ending(String kind) {
    return switch (kind) {
      case "Deployment", "Rollout" -> OF_DEPLOYMENT;
      case "CronJob" -> OF_CRON_JOB;
      case "Job" -> OF_JOB;
      case "StatefulSet" -> OF_STATEFUL_SET;
      case "Pod" -> NOTHING;
      default -> OF_OTHERS;
    };
  }

  /** Whether the workload makes objects of that kind and name, which in their turn make pods. */
  static boolean owns(Workload workload, String kind, String name) {
    if (!name.startsWith(workload.name())) {
      return false;
    }
    String ending = name.substring(workload.name().length());
    return switch (kind) {
      case "ReplicaSet" ->
          (workload.kind().equals("Deployment") || workload.kind().equals("Rollout"))
              && REPLICA_SET.matcher(ending).matches();
      case "Job" -> workload.kind().equals("CronJob") && SCHEDULED_JOB.matcher(ending).matches();
      default -> false;
    };
  }

  /** The same where the kind is not known, as of pods' names without their last random part. */
  static boolean ownsSome(Workload workload, String name) {
    return owns(workload, "ReplicaSet", name) || owns(workload, "Job", name);
  }

  /** The same for what is left of a pod's name without its last random part. */
  static String trimmedOwner(String name) {
    return trimmed(name + "-bcdfg");
  }

  /** A name without what was put behind it, as far as the name alone can tell. */
  static String trimmed(String pod) {
    for (Pattern ending : ENDINGS) {
      String rest = ending.matcher(pod).replaceFirst("");
      if (!rest.equals(pod) && !rest.isEmpty()) {
        return rest;
      }
    }
    return pod;
  }
}
