package io.sluice.recommender.write.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.recommend.DefaultDeny;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a manifest's JSON apart, and refuses what it cannot repeat, naming file and key. */
final class ManifestReader {
  private static final Set<String> INPUTS =
      Set.of("logs", "cluster", "policies", "config", "decisions", "serviceTags", "azureResources");

  private static final Set<String> OPTIONS =
      Set.of(
          "engine",
          "format",
          "snapshotTime",
          "since",
          "until",
          "replace",
          "isolate",
          "defaultDeny",
          "tightness",
          "minEvidence",
          "includeSystem",
          "acceptWithheld",
          "acceptPartial",
          "showClientAddresses");

  private final String file;

  ManifestReader(String file) {
    this.file = file;
  }

  RunManifest read(JsonNode tree) {
    ManifestNode root = ManifestNode.root(file, tree);
    root.mustBe("apiVersion", "sluice.io/v1");
    root.mustBe("kind", RunManifest.KIND);
    String base = root.text("base");
    if (!PathBase.isWayUp(base)) {
      throw root.problem("base", "must be . or a way up such as ../.., but is \"" + base + "\"");
    }
    return new RunManifest(
        root.text("sluice"),
        base,
        inputs(root.object("inputs").only(INPUTS)),
        options(root.object("options").only(OPTIONS)),
        root.object("settings").json(),
        root.objects("policies").stream().map(ManifestReader::policy).toList());
  }

  private static RunInputs inputs(ManifestNode inputs) {
    return new RunInputs(
        inputs.objects("logs").stream().map(ManifestReader::log).toList(),
        inputs.objects("cluster").stream().map(ManifestReader::objects).toList(),
        inputs.objects("policies").stream().map(ManifestReader::objects).toList(),
        inputs.optional("config").map(ManifestReader::file),
        inputs.optional("decisions").map(ManifestReader::file),
        inputs.optional("serviceTags").map(ManifestReader::file),
        inputs.objects("azureResources").stream().map(ManifestReader::file).toList());
  }

  private static RunInputs.Log log(ManifestNode log) {
    boolean stdin = log.has("stdin") && log.flag("stdin");
    return new RunInputs.Log(
        stdin ? Optional.empty() : Optional.of(log.text("path")),
        log.text("format"),
        log.number("records"),
        log.digest());
  }

  private static RunInputs.Objects objects(ManifestNode objects) {
    return new RunInputs.Objects(
        objects.has("cluster") ? objects.text("cluster") : "",
        objects.text("path"),
        objects.objects("files").stream().map(ManifestReader::file).toList());
  }

  private static RunInputs.File file(ManifestNode file) {
    return new RunInputs.File(file.text("path"), file.digest());
  }

  private static RunOptions options(ManifestNode options) {
    Set<Direction> isolate = EnumSet.noneOf(Direction.class);
    options.texts("isolate").forEach(word -> isolate.add(direction(options, "isolate", word)));
    RecommendOptions proposals =
        RecommendOptions.defaults()
            .change()
            .replace(options.flag("replace"))
            .isolate(isolate)
            .minEvidence(Math.max(1, options.number("minEvidence")))
            .includeSystem(options.flag("includeSystem"))
            .acceptWithheld(options.flag("acceptWithheld"))
            .acceptPartial(options.flag("acceptPartial"))
            .showClientAddresses(options.flag("showClientAddresses"))
            .defaultDeny(
                Arrays.stream(DefaultDeny.values())
                    .filter(scope -> scope.word().equals(options.text("defaultDeny")))
                    .findFirst()
                    .orElseThrow(() -> options.unknown("defaultDeny")))
            .build();
    return new RunOptions(
        options.text("engine"),
        options.has("format") ? Optional.of(options.text("format")) : Optional.empty(),
        options.time("snapshotTime"),
        options.time("since"),
        options.time("until"),
        proposals,
        Tightness.ofWord(options.text("tightness"))
            .orElseThrow(() -> options.unknown("tightness")));
  }

  private static Direction direction(ManifestNode node, String key, String word) {
    return Arrays.stream(Direction.values())
        .filter(direction -> direction.word().equals(word))
        .findFirst()
        .orElseThrow(() -> node.unknown(key));
  }

  private static RecordedPolicy policy(ManifestNode policy) {
    List<RecordedPolicy.Rule> rules = new ArrayList<>();
    for (ManifestNode rule : policy.objects("rules")) {
      rules.add(
          new RecordedPolicy.Rule(
              direction(rule, "direction", rule.text("direction")),
              rule.texts("peers"),
              rule.texts("ports")));
    }
    return new RecordedPolicy(
        new NetworkPolicy.Key(
            policy.has("cluster") ? policy.text("cluster") : "",
            policy.text("namespace"),
            policy.text("name")),
        policy.digest(),
        rules);
  }
}
