package io.sluice.analyzer.policy;

import java.util.Locale;

/** The two sides of isolation; ordered as policyTypes are written. */
public enum Direction {
  INGRESS,
  EGRESS;

  /** {@code ingress} or {@code egress}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code Ingress} or {@code Egress}, as in {@code policyTypes}. */
  public String policyType() {
    return this == INGRESS ? "Ingress" : "Egress";
  }
}
