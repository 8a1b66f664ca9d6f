package io.sluice.analyzer.attribute;

/** What led from an end of a flow to the party that stands there. */
enum Origin {
  /** The log names a pod that the inventory has. */
  POD_NAME,
  /** The log names a pod or workload, and the inventory has the workload. */
  WORKLOAD_NAME,
  /** The address and the time. */
  ADDRESS,
  /** A reserved identity of the observer. */
  IDENTITY,
  /** The log alone: there is no inventory. */
  LOG_ALONE,
  /** Nothing did. */
  NOTHING
}
