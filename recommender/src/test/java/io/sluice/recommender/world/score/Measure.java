package io.sluice.recommender.world.score;

/** What a score counts. */
public enum Measure {
  /** A pair of live pods of an edge that the logs show, and that the policies deny. */
  SEEN_DENIED("seen edges denied"),
  /** The same of an edge that the logs do not show. */
  UNSEEN_DENIED("unseen edges denied"),
  /** Two pods and a port that are allowed, that nobody needs, and one direction of it isolated. */
  EXCESS("excess"),
  /** The same of one isolated direction alone, whatever the other end's policies say. */
  ONE_SIDED_EXCESS("one-sided excess"),
  /** An unanswered attempt of a scan that would be allowed. */
  SCAN_ALLOWED("scans allowed"),
  /** The same of an attempt that met an open port. */
  ANSWERED_SCAN_ALLOWED("answered scans allowed"),
  /** An attempt that the current policies stopped and that would be allowed. */
  UNWANTED_ALLOWED("stopped attempts allowed"),
  /** A pod with traffic that stays open in a direction. */
  LEFT_OPEN("pod directions left open"),
  /** The same where the truth itself cannot be said in a policy. */
  LEFT_OPEN_OF_NEED("left open of need"),
  /** An ipBlock that holds an address of a pod, or of a node that has no business there. */
  CLUSTER_ADDRESS_OPENED("cluster addresses in blocks"),
  /** An address outside that was never seen, that nobody named or declared, and that is open. */
  UNSEEN_INTERNET("unseen internet opened"),
  /** A flow after the logs' end, of an edge that they show, that would be denied. */
  HELD_OUT_DENIED("later flows denied");

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  /** For tables. */
  public String words() {
    return words;
  }
}
