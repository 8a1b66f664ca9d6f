package io.sluice.recommender.write.verdict;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.recommender.audit.Places;
import io.sluice.recommender.audit.expect.Tally;
import io.sluice.recommender.audit.expect.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One JSON object per line: the keys of the expectation, then those of its result, which win over
 * keys of the same name. ASCII only.
 */
public final class JsonLines implements ResultWriter {
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  private final OutputStream out;

  public JsonLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void add(TestResult result) throws IOException {
    String line = WRITER.writeValueAsString(json(result)) + "\n";
    out.write(line.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void finish(Tally tally) throws IOException {
    out.flush();
  }

  private static ObjectNode json(TestResult result) {
    ObjectNode json = result.entry().keys().deepCopy();
    json.put("at", result.entry().place().toString());
    json.put("verdict", result.decision().word());
    json.put("pass", result.pass());
    result.verdict().ifPresent(verdict -> directions(json, verdict));
    if (!result.pair().isEmpty()) {
      json.put("pods", result.pair());
    }
    return json.put("reason", result.reason()).put("caveat", result.caveat());
  }

  private static void directions(ObjectNode json, Verdict verdict) {
    if (verdict instanceof Verdict.Allowed allowed) {
      direction(json.putObject("egress"), allowed.egress());
      direction(json.putObject("ingress"), allowed.ingress());
    } else if (verdict instanceof Verdict.Denied denied) {
      direction(json.putObject("egress"), denied.egress());
      direction(json.putObject("ingress"), denied.ingress());
    }
  }

  private static void direction(ObjectNode json, DirectionVerdict verdict) {
    json.put("verdict", verdict.allows() ? "allow" : "deny");
    if (verdict instanceof DirectionVerdict.AllowedBy by) {
      json.put("policy", by.rule().policy().title()).put("rule", by.rule().index());
    } else if (verdict instanceof DirectionVerdict.DeniedBy by) {
      by.isolating().stream().map(NetworkPolicy::title).forEach(json.putArray("isolatedBy")::add);
      by.misses().stream().findFirst().ifPresent(miss -> json.put("nearest", miss.toString()));
    } else {
      json.put("because", verdict.because());
    }
    Places.of(verdict).ifPresent(place -> json.put("at", place.toString()));
  }
}
