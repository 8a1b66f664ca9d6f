package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/** What ACNS and Retina add to a Hubble flow: counters of a window, and how a packet fared. */
final class HubbleExtensions {
  private HubbleExtensions() {}

  /** Reads the counters of an aggregated record. */
  static void counters(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (!counter(name, p, flow)) {
        p.skipChildren();
      }
    }
  }

  private static boolean counter(String name, JsonParser p, HubbleRecord flow) throws IOException {
    switch (name) {
      case "ingress_flow_count", "ingressFlowCount" -> flow.ingressCount = JsonValues.number(p, 0);
      case "egress_flow_count", "egressFlowCount" -> flow.egressCount = JsonValues.number(p, 0);
      case "unknown_direction_flow_count", "unknownDirectionFlowCount" ->
          flow.unknownDirectionCount = JsonValues.number(p, 0);
      default -> {
        return false;
      }
    }
    flow.aggregated = true;
    return true;
  }

  /** Counters of older ACNS versions, or what Retina adds. */
  static void extensions(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "@type" -> flow.retina |= isRetina(JsonValues.text(p));
        case "value" -> {
          if (p.currentToken() == JsonToken.START_OBJECT) {
            extensions(p, flow);
          } else {
            p.skipChildren();
          }
        }
        case "bytes" -> {
          flow.retina = true;
          flow.bytes = JsonValues.number(p, 0);
        }
        case "drop_reason", "dropReason" -> {
          flow.retina = true;
          flow.retinaOtherDrop = !HubbleEnums.isRetinaRuleDrop(p);
        }
        case "tcp_id", "tcpId", "dns_type", "dnsType", "num_responses", "numResponses" -> {
          flow.retina = true;
          p.skipChildren();
        }
        default -> {
          if (!counter(name, p, flow)) {
            flow.retina |= isRetinaField(name);
            p.skipChildren();
          }
        }
      }
    }
  }

  /** Whether a type of extensions is Retina's. */
  static boolean isRetina(String type) {
    return type.toLowerCase(Locale.ROOT).contains("retina");
  }

  /** Whether only Retina's extensions have such a field. */
  static boolean isRetinaField(String name) {
    return name.startsWith("previously_observed_") || name.endsWith("_zone");
  }
}
