package io.sluice.bench.endtoend;

/** Which logs are made. */
enum LogForm {
  HUBBLE("hubble", "flows", ".jsonl"),
  HUBBLE_GZ("hubble-gz", "flows", ".jsonl.gz"),
  VNET("vnet", "PT1H", ".json");

  final String word;
  final String name;
  final String suffix;

  LogForm(String word, String name, String suffix) {
    this.word = word;
    this.name = name;
    this.suffix = suffix;
  }

  boolean packed() {
    return this == HUBBLE_GZ;
  }
}
