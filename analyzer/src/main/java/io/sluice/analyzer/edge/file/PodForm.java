package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import java.io.IOException;
import java.util.Comparator;

/** One pod with what was known of it; its id is its place in the list. */
final class PodForm {
  /** By all that is written, so that pods that compare equal are the same pod. */
  static final Comparator<Pod> ORDER =
      Comparator.comparing(Pod::cluster)
          .thenComparing(Pod::title)
          .thenComparingLong(Pod::startMillis)
          .thenComparing(Pod::workload)
          .thenComparing(pod -> pod.labels().toString())
          .thenComparing(pod -> pod.addresses().toString())
          .thenComparingLong(Pod::endMillis)
          .thenComparing(Pod::origin)
          .thenComparing(Pod::node)
          .thenComparing(Pod::hostNetwork)
          .thenComparing(Pod::serviceAccount)
          .thenComparing(pod -> pod.ports().toString());

  private PodForm() {}

  static void write(FieldWriter to, Pod pod, Numbers numbers) throws IOException {
    to.number(numbers.of(pod.workload()));
    writeRest(to, pod);
  }

  /** What follows its workload. */
  static void writeRest(FieldWriter to, Pod pod) throws IOException {
    to.text(pod.name());
    to.texts(pod.labels());
    to.list(pod.addresses(), to::address);
    to.text(pod.node());
    to.flag(pod.hostNetwork());
    to.text(pod.serviceAccount());
    to.list(pod.ports(), port -> write(to, port));
    to.signed(pod.startMillis());
    to.signed(pod.endMillis());
    to.number(pod.origin().ordinal());
  }

  private static void write(FieldWriter to, ContainerPort port) throws IOException {
    to.text(port.name());
    to.text(port.protocol());
    to.number(port.number());
    to.flag(port.init());
    to.flag(port.sidecar());
  }

  static Pod read(FieldReader from, int id, Workload workload) throws IOException {
    return new Pod(
        id,
        workload,
        from.text(),
        from.texts(),
        from.list(from::address),
        from.text(),
        from.flag(),
        from.text(),
        from.list(() -> readPort(from)),
        from.signed(),
        from.signed(),
        Pod.Origin.values()[from.below(Pod.Origin.values().length)]);
  }

  private static ContainerPort readPort(FieldReader from) throws IOException {
    return new ContainerPort(
        from.text(), from.text(), from.below(1 << 16), from.flag(), from.flag());
  }
}
