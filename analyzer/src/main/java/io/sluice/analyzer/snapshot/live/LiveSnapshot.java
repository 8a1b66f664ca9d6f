package io.sluice.analyzer.snapshot.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The objects of a running cluster, as one listing of each kind shows them.
 *
 * @param objects what is kept of them, in order
 * @param takenAtMillis when the pods were listed
 * @param dated whether the server said when that was; else it is the time of this machine
 * @param missing kinds that the cluster does not have
 * @param warnings kinds that the account may not list
 */
public record LiveSnapshot(
    List<ObjectNode> objects,
    long takenAtMillis,
    boolean dated,
    List<String> missing,
    List<String> warnings) {
  /** Lists everything. */
  private static final class Taking {
    private final ClusterApi api;
    private final Patience patience;
    private final ServerClock clock;
    private final List<ObjectNode> objects = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private OptionalLong takenAt = OptionalLong.empty();

    Taking(ClusterApi api, Patience patience, InstantSource machine) {
      this.api = api;
      this.patience = patience;
      this.clock = new ServerClock(machine);
    }

    LiveSnapshot take(Scope scope) {
      for (LiveKind kind : LiveKind.all()) {
        for (String namespace : scope.parts(kind)) {
          take(kind, namespace, ask(kind, namespace));
        }
      }
      objects.sort(LiveText.ORDER);
      return new LiveSnapshot(
          List.copyOf(objects),
          takenAt.orElseGet(clock::millis),
          clock.isDated(),
          missing.stream().distinct().toList(),
          List.copyOf(warnings));
    }

    private void take(LiveKind kind, String namespace, KindList.Outcome outcome) {
      if (outcome instanceof KindList.Listed listed) {
        objects.addAll(listed.objects());
        if (kind.isNeeded() && takenAt.isEmpty()) {
          takenAt = OptionalLong.of(listed.epochMillis());
        }
      } else if (kind.isNeeded()) {
        throw withoutPods(api, namespace, outcome);
      } else if (outcome instanceof KindList.Forbidden forbidden) {
        warnings.add(notAllowed(kind, namespace, forbidden));
      } else {
        missing.add(kind.title());
      }
    }

    private KindList.Outcome ask(LiveKind kind, String namespace) {
      KindList list = new KindList(api, kind, namespace, clock);
      for (int failures = 1; ; failures++) {
        try {
          return list.ask();
        } catch (IOException e) {
          if (failures >= patience.attempts()) {
            throw new ClusterException(
                api.server()
                    + ": "
                    + kind.title()
                    + " cannot be listed: "
                    + Trouble.reason(e)
                    + " ("
                    + failures
                    + " attempts); see whether kubectl reaches it with this context",
                e);
          }
          pause(patience.pause(failures));
        }
      }
    }

    private void pause(Duration pause) {
      LockSupport.parkNanos(pause.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new ClusterException(api.server() + ": interrupted");
      }
    }
  }

  /**
   * Lists the kinds one after another.
   *
   * @throws ClusterException where the cluster does not answer, or not with pods
   */
  public static LiveSnapshot take(
      ClusterApi api, Scope scope, Patience patience, InstantSource machine) {
    return new Taking(api, patience, machine).take(scope);
  }

  static String notAllowed(LiveKind kind, String namespace, KindList.Forbidden forbidden) {
    return kind.title()
        + (namespace.isEmpty() ? "" : " of namespace " + namespace)
        + " are left out: the account may not list them"
        + (forbidden.reason().isEmpty() ? "" : " (" + forbidden.reason() + ")");
  }

  static ClusterException withoutPods(ClusterApi api, String namespace, KindList.Outcome outcome) {
    String where = namespace.isEmpty() ? "" : " of namespace " + namespace;
    String reason = outcome instanceof KindList.Forbidden forbidden ? forbidden.reason() : "";
    return new ClusterException(
        api.server()
            + (outcome instanceof KindList.Missing
                ? ": has no pods at all (404): is this the API server of a cluster?"
                : ": the account may not list the pods"
                    + where
                    + (reason.isEmpty() ? "" : " (" + reason + ")")
                    + "; give it the role that \"sluice snapshot role\" prints, or name namespaces"
                    + " that it may read"));
  }

  /** As a {@code List} that says when it was taken, one object a line. */
  public void write(OutputStream out) throws IOException {
    LiveText.list(objects, takenAtMillis, out);
  }

  /**
   * As if they had been written and read again.
   *
   * @param cluster the name before {@code =}, or ""
   * @param source what the user calls it
   * @param snapshotTime {@code --snapshot-time}, which wins
   */
  public List<ClusterObject> asObjects(String cluster, String source, OptionalLong snapshotTime) {
    long time = snapshotTime.orElse(takenAtMillis);
    List<ClusterObject> all = new ArrayList<>();
    for (ObjectNode object : objects) {
      all.add(
          new ClusterObject(
              cluster,
              object.path("kind").asText(),
              object,
              new ObjectOrigin(source, LiveText.FIRST_LINE + all.size()),
              Map.of(),
              ClusterObject.Event.PRESENT,
              time));
    }
    return all;
  }
}
