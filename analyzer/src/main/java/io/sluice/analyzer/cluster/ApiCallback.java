package io.sluice.analyzer.cluster;

import java.util.Comparator;

/**
 * An object that makes the API server call a Service of the cluster: an admission webhook, an
 * aggregated API, or the conversion webhook of a custom resource. If the call is cut off, requests
 * to the API fail or pass unchecked.
 *
 * @param cluster cluster name
 * @param kind kind of the object, such as {@code ValidatingWebhookConfiguration}
 * @param name name of the object
 * @param namespace namespace of the Service
 * @param service name of the Service
 * @param port port of the Service
 */
public record ApiCallback(
    String cluster, String kind, String name, String namespace, String service, int port)
    implements Comparable<ApiCallback> {
  private static final Comparator<ApiCallback> ORDER =
      Comparator.comparing(ApiCallback::cluster)
          .thenComparing(ApiCallback::namespace)
          .thenComparing(ApiCallback::service)
          .thenComparingInt(ApiCallback::port)
          .thenComparing(ApiCallback::kind)
          .thenComparing(ApiCallback::name);

  /** {@code ValidatingWebhookConfiguration policy-checks}. */
  public String title() {
    return kind + " " + name;
  }

  @Override
  public int compareTo(ApiCallback other) {
    return ORDER.compare(this, other);
  }
}
