package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a row's record. What tells it from others is kept as bytes, so that records are joined
 * without reading it; the addresses of a pod that only logs name do not, and stand beside.
 */
final class RecordedPod implements Comparable<RecordedPod> {
  private final byte[] identity;
  private final List<IpAddress> addresses;

  private RecordedPod(byte[] identity, List<IpAddress> addresses) {
    this.identity = identity;
    this.addresses = addresses;
  }

  static RecordedPod of(Pod pod) {
    boolean logged = pod.origin() == Pod.Origin.LOG;
    Pod identified = logged ? pod.withAddresses(List.of()) : pod;
    byte[] identity =
        EdgeRecord.bytes(
            to -> {
              PartyForm.write(to, pod.workload());
              PodForm.writeRest(to, identified);
            });
    return new RecordedPod(identity, logged ? pod.addresses() : List.of());
  }

  static RecordedPod read(FieldReader from) throws IOException {
    return new RecordedPod(from.bytes(), from.list(from::address));
  }

  void write(FieldWriter to) throws IOException {
    to.bytes(identity);
    to.list(addresses, to::address);
  }

  /** The pod, with the id 0. */
  Pod pod() throws IOException {
    FieldReader from = new FieldReader(new ByteArrayInputStream(identity));
    if (!(PartyForm.read(from) instanceof Workload workload)) {
      throw EdgeFileException.damaged("a pod is of no workload");
    }
    Pod pod = PodForm.read(from, 0, workload);
    return pod.origin() == Pod.Origin.LOG ? pod.withAddresses(addresses) : pod;
  }

  /** The same pod of two records, with what both know of its addresses. */
  RecordedPod and(RecordedPod same) {
    return addresses.equals(same.addresses)
        ? this
        : new RecordedPod(identity, PodDirectory.lowest(addresses, same.addresses));
  }

  /** By what tells pods apart: 0 for the same pod, whatever its addresses. */
  @Override
  public int compareTo(RecordedPod other) {
    return Arrays.compareUnsigned(identity, other.identity);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RecordedPod other
        && Arrays.equals(identity, other.identity)
        && addresses.equals(other.addresses);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(identity) + addresses.hashCode();
  }
}
