package io.sluice.recommender.world.run;

import io.sluice.recommender.world.WorldOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a table is made of.
 *
 * @param cases how many cases of each measure are printed below a row
 * @param keep where the files stay, or ""
 * @param more further words of {@code recommend}
 */
record TableOptions(
    long first,
    long last,
    int namespaces,
    Duration window,
    String engine,
    WorldOptions.Network network,
    boolean nodeLocalDns,
    boolean dualStack,
    List<LogForm> forms,
    int cases,
    String keep,
    List<String> more) {

  /** Of the words of a command line; what is no option of ours is one of {@code recommend}. */
  static TableOptions of(String[] arguments) {
    Map<String, String> given =
        new TreeMap<>(
            Map.of(
                "--seeds",
                "1-3",
                "--namespaces",
                "12",
                "--hours",
                "168",
                "--engine",
                "cilium",
                "--network",
                "overlay",
                "--forms",
                "hubble,vnet",
                "--cases",
                "0",
                "--keep",
                ""));
    List<String> more = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (given.containsKey(arguments[i])) {
        given.put(arguments[i], arguments[++i]);
      } else {
        more.add(arguments[i]);
      }
    }
    boolean resolver = more.remove("--node-local-dns");
    boolean dual = more.remove("--dual-stack");
    String[] seeds = given.get("--seeds").split("-", -1);
    return new TableOptions(
        Long.parseLong(seeds[0]),
        Long.parseLong(seeds[seeds.length - 1]),
        Integer.parseInt(given.get("--namespaces")),
        Duration.ofHours(Long.parseLong(given.get("--hours"))),
        given.get("--engine"),
        WorldOptions.Network.valueOf(
            given.get("--network").replace('-', '_').toUpperCase(Locale.ROOT)),
        resolver,
        dual,
        Stream.of(given.get("--forms").split(",", -1))
            .map(word -> LogForm.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList(),
        Integer.parseInt(given.get("--cases")),
        given.get("--keep"),
        more);
  }

  WorldOptions world(long seed) {
    return new WorldOptions(seed, namespaces, window, engine, network, nodeLocalDns, dualStack);
  }
}
