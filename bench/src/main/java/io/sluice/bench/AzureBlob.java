package io.sluice.bench;

import io.sluice.bench.endtoend.LogSample;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which blobs are decoded. */
public enum AzureBlob {
  /** As Azure writes VNet flow logs. */
  VNET,

  /** The same flows as NSG flow logs of version 2. */
  NSG,

  /** VNet flow logs that say only behind the tuples whose they are, as tools that sort keys do. */
  SORTED;

  private static final Pattern VNET_TUPLE =
      Pattern.compile("\"(\\d{10})\\d{3},([^\"]*),(\\d+),([IO]),([BCED]),NX,([^\"]*)\"");

  /** One of about so many bytes. */
  public byte[] bytes(int size) {
    byte[] vnet = LogSample.vnet(size, 1);
    if (this == VNET) {
      return vnet;
    }
    String text = new String(vnet, StandardCharsets.US_ASCII);
    return (this == NSG ? nsg(text) : sorted(text)).getBytes(StandardCharsets.US_ASCII);
  }

  private static String nsg(String vnet) {
    String tuples =
        VNET_TUPLE
            .matcher(vnet)
            .replaceAll(
                tuple -> {
                  boolean denied = tuple.group(5).equals("D");
                  String protocol = tuple.group(3).equals("17") ? "U" : "T";
                  String state = denied ? "D,B" : "A," + tuple.group(5);
                  return String.join(
                      ",",
                      "\"" + tuple.group(1),
                      tuple.group(2),
                      protocol,
                      tuple.group(4),
                      state,
                      tuple.group(6) + "\"");
                });
    return tuples
        .replace("\"flowLogVersion\":4,", "")
        .replace("targetResourceID", "resourceId")
        .replace("\"flowRecords\":{", "\"properties\":{\"Version\":2,")
        .replaceAll("\"aclID\":\"[^\"]*\",\"flowGroups\"", "\"rule\":\"R\",\"flows\"");
  }

  private static String sorted(String vnet) {
    String records = vnet.substring(vnet.indexOf('[') + 1, vnet.lastIndexOf(']'));
    return Stream.of(records.split(",(?=\\{\"time\")", -1))
        .map(AzureBlob::tuplesFirst)
        .collect(Collectors.joining(",", "{\"records\":[", "]}"));
  }

  private static String tuplesFirst(String record) {
    int tuples = record.indexOf("\"flowRecords\"");
    String head = record.substring(1, tuples - 1);
    return "{" + record.substring(tuples, record.length() - 1) + "," + head + "}";
  }
}
