package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a Hubble flow says of the names of addresses: the lists beside its ends, and DNS answers.
 *
 * <pre>"destination_names":["api.example.com"]
 * "l7":{"type":"RESPONSE","dns":{"query":"api.example.com.","ips":["203.0.113.9"],"ttl":60}}</pre>
 */
final class HubbleNames {
  /** So many items of a list are looked at; real answers have a few. */
  static final int MOST = 64;

  private HubbleNames() {}

  /** Reads a list of names; the parser stands at its start and is left at its end. */
  static void hosts(JsonParser p, HubbleRecord.Side side) throws IOException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      p.skipChildren();
      return;
    }
    for (JsonToken item = p.nextToken(); isItem(item); item = p.nextToken()) {
      if (item == JsonToken.VALUE_STRING && side.hostNames.size() < MOST) {
        side.hostNames.add(p.getText());
      } else {
        p.skipChildren();
      }
    }
  }

  /** Reads a DNS record, its name and addresses only. */
  static void dns(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      JsonToken value = p.nextToken();
      if (name.equals("query") && value == JsonToken.VALUE_STRING) {
        flow.dnsQuery = p.getText();
      } else if (name.equals("ips") && value == JsonToken.START_ARRAY) {
        addresses(p, flow);
      } else {
        p.skipChildren();
      }
    }
  }

  private static void addresses(JsonParser p, HubbleRecord flow) throws IOException {
    for (JsonToken item = p.nextToken(); isItem(item); item = p.nextToken()) {
      if (item == JsonToken.VALUE_STRING && flow.dnsAddresses.size() < MOST) {
        IpAddress.parse(p.getText()).ifPresent(flow.dnsAddresses::add);
      } else {
        p.skipChildren();
      }
    }
  }

  private static boolean isItem(@Nullable JsonToken token) {
    return token != null && token != JsonToken.END_ARRAY;
  }

  /** Keeps the names of a readable record; only an answer says what a name stands for. */
  static void keep(HubbleRecord record, HostNames names) {
    keep(record.source, names);
    keep(record.destination, names);
    if (record.layer7Type == HubbleRecord.RESPONSE) {
      for (IpAddress address : record.dnsAddresses) {
        names.add(address, record.dnsQuery, HostNames.Origin.DNS_ANSWER);
      }
    }
  }

  private static void keep(HubbleRecord.Side side, HostNames names) {
    if (side.address != null) {
      for (String host : side.hostNames) {
        names.add(side.address, host, HostNames.Origin.OBSERVER);
      }
    }
  }
}
