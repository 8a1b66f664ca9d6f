package io.sluice.recommender.serve.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.serve.Health;
import io.sluice.recommender.serve.answer.LatestAnswer;
import io.sluice.recommender.write.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Whether the process should be restarted, whether it may be asked, and whether it has started.
 * Liveness knows nothing of brokers: a restart would not bring one back.
 */
final class Probes {
  private record Check(String name, boolean ok, String reason) {
    String line() {
      return (ok ? "[+]" : "[-]") + name + (ok ? " ok" : " failed: " + reason) + "\n";
    }
  }

  private final Supplier<Health> health;
  private final LatestAnswer answers;
  private volatile boolean started;

  Probes(Supplier<Health> health, LatestAnswer answers) {
    this.health = health;
    this.answers = answers;
  }

  List<Route> routes() {
    return List.of(
        Route.probe("/livez", ask -> reply(ask, "livez", live())),
        Route.probe("/readyz", ask -> reply(ask, "readyz", ready())),
        Route.probe("/startupz", ask -> reply(ask, "startupz", startup())));
  }

  private List<Check> live() {
    Health now = health.get();
    return List.of(
        new Check("topology", now.live(), reason(now)),
        new Check("answers", answers.isAlive(), "the thread that makes answers has ended"));
  }

  private List<Check> ready() {
    Health now = health.get();
    boolean running = now.state() == Health.State.RUNNING;
    boolean answered = answers.latest().isPresent();
    return List.of(
        new Check("topology", running && now.threads() > 0, reason(now)),
        new Check("edges", now.caughtUp(), "the topic of edges is not read up to its end"),
        new Check(
            "answer", answered, answers.trouble().orElse("the first answer is still being made")));
  }

  /** Once it was ready it has started, whatever comes later. */
  private List<Check> startup() {
    started |= ready().stream().allMatch(Check::ok);
    return started ? List.of(new Check("started", true, "")) : ready();
  }

  private static String reason(Health health) {
    String state = health.state().name().toLowerCase(Locale.ROOT);
    return health.reason().isEmpty() ? state : state + ", " + health.reason();
  }

  private static Reply reply(Ask ask, String probe, List<Check> checks) {
    boolean ok = checks.stream().allMatch(Check::ok);
    if (!ok) {
      return failed(probe, checks);
    }
    StringBuilder text = new StringBuilder();
    if (ask.parameter("verbose").isPresent()) {
      checks.forEach(check -> text.append(check.line()));
      text.append(probe).append(" check passed\n");
    }
    return Reply.of(Reply.TEXT, text.isEmpty() ? "ok\n" : text.toString());
  }

  private static Reply failed(String probe, List<Check> checks) {
    ObjectNode problem = Problem.json(503, probe + " check failed");
    ArrayNode list = problem.putArray("checks");
    checks.forEach(
        check -> {
          ObjectNode one = list.addObject().put("name", check.name()).put("ok", check.ok());
          if (!check.ok()) {
            one.put("reason", check.reason());
          }
        });
    return new Reply(503, Problem.TYPE, JsonText.write(problem));
  }
}
