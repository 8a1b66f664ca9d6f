package io.sluice.recommender.recommend.named;

import io.sluice.analyzer.policy.Cidr;

/**
 * A range of addresses that has a name.
 *
 * @param origin who names it
 * @param name the name
 * @param range the range
 */
public record NamedRange(Origin origin, String name, Cidr range) {
  /** Who names ranges; of ranges of the same length the first origin wins. */
  public enum Origin {
    GROUP("group "),
    PRIVATE_ENDPOINT("private endpoint "),
    FRONTEND("frontend "),
    PUBLIC_IP("public IP "),
    SUBNET("subnet "),
    SERVICE_TAG("service tag ");

    private final String title;

    Origin(String title) {
      this.title = title;
    }

    /** What stands before the name, with a space. */
    public String title() {
      return title;
    }
  }

  /** {@code service tag Storage.WestEurope}. */
  public String title() {
    return origin.title + name;
  }

  /** Whether the operator has the resource: then also a private address of it is known. */
  public boolean isResource() {
    return origin != Origin.GROUP && origin != Origin.SERVICE_TAG;
  }
}
