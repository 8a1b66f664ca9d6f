package io.sluice.analyzer.edge.file;

import io.sluice.ingest.HostNames;
import io.sluice.ingest.HostNames.Origin;
import io.sluice.ingest.IpAddress;
import java.io.IOException;

/** The names of hosts: addresses in their order, each with its names in theirs. */
final class NamesForm {
  private static final Origin[] ORIGINS = Origin.values();

  private NamesForm() {}

  static void write(FieldWriter to, HostNames names) throws IOException {
    to.list(
        names.addresses(),
        address -> {
          to.address(address);
          to.list(
              names.known(address).entrySet(),
              name -> {
                to.text(name.getKey());
                to.number(name.getValue().ordinal());
              });
        });
  }

  static HostNames read(FieldReader from) throws IOException {
    HostNames names = new HostNames();
    from.times(
        () -> {
          IpAddress address = from.address();
          from.times(() -> names.add(address, from.text(), ORIGINS[from.below(ORIGINS.length)]));
        });
    return names;
  }
}
