package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.RowContent;
import io.sluice.analyzer.edge.TableVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the rows that it is shown. */
final class RowWriter implements TableVisitor {
  private final FieldWriter to;
  private final Numbering numbers;

  RowWriter(FieldWriter to, Numbering numbers) {
    this.to = to;
    this.numbers = numbers;
  }

  private interface Part {
    void write() throws IOException;
  }

  /** A visitor has no way to fail but this. */
  private static void write(Part part) {
    try {
      part.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void forwarded(EdgeKey key, RowContent row) {
    write(
        () -> {
          key(key);
          to.signed(key.port());
          row(row);
        });
  }

  @Override
  public void stopped(EdgeKey key, Stopped rows) {
    write(
        () -> {
          key(key);
          to.flag(rows.folded().isPresent());
          if (rows.folded().isPresent()) {
            to.bitmap(rows.ports());
            to.bitmap(rows.reportedByServer());
            row(rows.folded().get());
          } else {
            to.list(
                rows.rows().entrySet(),
                entry -> {
                  to.signed(entry.getKey());
                  row(entry.getValue());
                });
          }
        });
  }

  @Override
  public void undirected(EdgeKey key, Undirected row) {
    write(
        () -> {
          key(key);
          to.flag(key.denied());
          row(row.total());
          side(row.lower());
          side(row.upper());
        });
  }

  private void side(Side side) throws IOException {
    to.flag(side.portless());
    to.flag(side.wide());
    if (side.wide()) {
      to.bitmap(side.ports());
    } else {
      to.list(
          side.rows(),
          port -> {
            to.number(port.port());
            to.bitmap(port.otherPorts());
            row(port.row());
          });
    }
  }

  private void key(EdgeKey key) throws IOException {
    to.text(key.cluster());
    to.number(numbers.of(key.client()));
    to.number(numbers.of(key.server()));
    to.signed(key.protocol());
  }

  private void row(RowContent row) throws IOException {
    to.counters(row.records());
    to.counters(row.connections());
    to.counters(row.bytes());
    to.counters(row.verdicts());
    to.signed(row.firstMillis());
    to.signed(row.lastMillis());
    to.number(row.vantages());
    to.number(row.families());
    to.flag(row.answered());
    to.flag(row.answerTold());
    to.flag(row.ordinaryRule());
    to.flag(row.opened());
    to.bitmap(row.midstreamPorts());
    to.bitmap(row.hours());
    to.list(
        row.recordsPerDay().entrySet(),
        entry -> {
          to.number(entry.getKey());
          to.number(entry.getValue());
        });
    to.bitmap(numbers.of(row.clientPods()));
    to.bitmap(numbers.of(row.serverPods()));
    to.bitmap(row.addresses());
    to.list(row.wideAddresses(), to::address);
  }
}
