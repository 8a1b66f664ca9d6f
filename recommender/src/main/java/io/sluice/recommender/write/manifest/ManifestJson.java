package io.sluice.recommender.write.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.file.ContentDigest;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A run manifest as JSON; {@link ManifestFile} reads it. */
final class ManifestJson {
  private ManifestJson() {}

  static ObjectNode of(RunManifest manifest, RunOutcome outcome) {
    ObjectNode json = JsonText.document(RunManifest.KIND);
    json.put("sluice", manifest.version()).put("base", manifest.base());
    inputs(json.putObject("inputs"), manifest.inputs());
    outcome.run(json);
    options(json.putObject("options"), manifest.options());
    json.set("settings", manifest.settings());
    ArrayNode policies = json.putArray("policies");
    for (RecordedPolicy policy : manifest.policies()) {
      policies.add(policy(policy, outcome));
    }
    ArrayNode written = json.putArray("written");
    outcome.written().forEach(file -> file(written.addObject(), file));
    return json;
  }

  private static void inputs(ObjectNode json, RunInputs inputs) {
    ArrayNode logs = json.putArray("logs");
    for (RunInputs.Log log : inputs.logs()) {
      ObjectNode one = logs.addObject();
      log.path().ifPresentOrElse(path -> one.put("path", path), () -> one.put("stdin", true));
      one.put("format", log.format()).put("records", log.records());
      digest(one, log.digest());
    }
    objects(json.putArray("cluster"), inputs.clusters());
    objects(json.putArray("policies"), inputs.policies());
    inputs.config().ifPresent(file -> file(json.putObject("config"), file));
    inputs.decisions().ifPresent(file -> file(json.putObject("decisions"), file));
    inputs.serviceTags().ifPresent(file -> file(json.putObject("serviceTags"), file));
    files(json.putArray("azureResources"), inputs.azureResources());
  }

  private static void objects(ArrayNode array, List<RunInputs.Objects> all) {
    for (RunInputs.Objects objects : all) {
      ObjectNode one = array.addObject();
      if (!objects.cluster().isEmpty()) {
        one.put("cluster", objects.cluster());
      }
      files(one.put("path", objects.path()).putArray("files"), objects.files());
    }
  }

  private static void files(ArrayNode array, List<RunInputs.File> files) {
    files.forEach(file -> file(array.addObject(), file));
  }

  private static void file(ObjectNode json, RunInputs.File file) {
    digest(json.put("path", file.path()), file.digest());
  }

  private static void digest(ObjectNode json, ContentDigest digest) {
    json.put("sha256", digest.sha256()).put("bytes", digest.bytes());
  }

  private static void options(ObjectNode json, RunOptions options) {
    json.put("engine", options.engine());
    options.format().ifPresent(format -> json.put("format", format));
    options.snapshotTime().ifPresent(time -> json.put("snapshotTime", time.toString()));
    options.since().ifPresent(time -> json.put("since", time.toString()));
    options.until().ifPresent(time -> json.put("until", time.toString()));
    RecommendOptions proposals = options.proposals();
    json.put("replace", proposals.replace());
    ArrayNode isolate = json.putArray("isolate");
    new TreeSet<>(proposals.isolate()).stream().map(Direction::word).forEach(isolate::add);
    json.put("defaultDeny", proposals.defaultDeny().word());
    json.put("tightness", options.tightness().word());
    json.put("minEvidence", proposals.minEvidence());
    json.put("includeSystem", proposals.includeSystem());
    json.put("acceptWithheld", proposals.acceptWithheld());
    json.put("acceptPartial", proposals.acceptPartial());
    json.put("showClientAddresses", proposals.showClientAddresses());
  }

  /** The settings that are in effect, but for what files give names to. */
  static ObjectNode settings(Settings settings) {
    ObjectNode json = JsonText.object();
    ObjectNode externals = json.putObject("externals");
    ObjectNode groups = externals.putObject("groups");
    settings
        .externalGroups()
        .forEach((name, ranges) -> strings(groups.putArray(name), words(ranges)));
    externals.put("maxAddresses", settings.maxExternalAddresses());
    externals
        .putObject("widestPrefix")
        .put("ipv4", settings.externals().widestIpv4())
        .put("ipv6", settings.externals().widestIpv6());
    strings(externals.putArray("open"), settings.externals().open());
    strings(json.putObject("scope").putArray("exclude"), settings.excludedNamespaces());
    json.putObject("quarantine").put("scanTargets", settings.scanTargets());
    return json;
  }

  private static List<String> words(Collection<Cidr> ranges) {
    return ranges.stream().map(Cidr::toString).toList();
  }

  static void strings(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }

  private static ObjectNode policy(RecordedPolicy policy, RunOutcome outcome) {
    ObjectNode json = JsonText.object();
    if (!policy.key().cluster().isEmpty()) {
      json.put("cluster", policy.key().cluster());
    }
    json.put("namespace", policy.key().namespace()).put("name", policy.key().name());
    digest(json, policy.manifest());
    ArrayNode rules = json.putArray("rules");
    int index = 0;
    Direction before = Direction.INGRESS;
    for (RecordedPolicy.Rule rule : policy.rules()) {
      index = rule.direction() == before ? index : 0;
      before = rule.direction();
      ObjectNode one = rules.addObject();
      one.put("direction", rule.direction().word());
      strings(one.putArray("peers"), rule.peers());
      strings(one.putArray("ports"), rule.ports());
      outcome.evidence(one.putArray("evidence"), policy.key(), rule.direction(), index++);
    }
    return json;
  }
}
