package io.sluice.ingest.batch;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Observer;
import org.jspecify.annotations.Nullable;

/** Ends and observers as parts of a batch. */
final class EndForm {
  private static final Endpoint.Identity[] IDENTITIES = Endpoint.Identity.values();

  private EndForm() {}

  static void write(FieldBytes to, Endpoint end) {
    to.text(end.cluster());
    to.text(end.namespace());
    to.text(end.pod());
    to.text(end.workloadKind());
    to.text(end.workloadName());
    to.list(end.labels(), to::text);
    to.single(end.identity().ordinal());
    to.flag(end.address() != null);
    end.ip().ifPresent(to::address);
  }

  static Endpoint readEnd(FieldScan from) throws FlowBatchException {
    String cluster = from.text();
    String namespace = from.text();
    String pod = from.text();
    String kind = from.text();
    String name = from.text();
    var labels = from.list(from::text);
    Endpoint.Identity identity = from.one(IDENTITIES);
    @Nullable IpAddress address = from.flag() ? from.address() : null;
    from.demandEnd();
    return new Endpoint(cluster, namespace, pod, kind, name, labels, address, identity);
  }

  static void write(FieldBytes to, Observer observer) {
    to.text(observer.cluster());
    to.text(observer.node());
    to.text(observer.mac());
    to.text(observer.resource());
  }

  static Observer readObserver(FieldScan from) throws FlowBatchException {
    Observer observer = new Observer(from.text(), from.text(), from.text(), from.text());
    from.demandEnd();
    return observer;
  }
}
