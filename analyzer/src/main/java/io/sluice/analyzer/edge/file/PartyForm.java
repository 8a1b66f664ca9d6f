package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import java.io.IOException;

/** One party: its rank, then its fields. */
final class PartyForm {
  private static final int RANKS = 6;

  private PartyForm() {}

  static void write(FieldWriter to, Party party) throws IOException {
    to.number(party.rank());
    if (party instanceof Workload workload) {
      texts(to, workload.cluster(), workload.namespace(), workload.kind(), workload.name());
    } else if (party instanceof Party.Node node) {
      texts(to, node.cluster(), node.name());
      to.flag(node.own());
    } else if (party instanceof Party.UnresolvedService service) {
      texts(to, service.cluster(), service.namespace(), service.name());
    } else if (party instanceof Party.Unknown unknown) {
      texts(to, unknown.reason().word(), unknown.name());
    }
  }

  private static void texts(FieldWriter to, String... texts) throws IOException {
    for (String text : texts) {
      to.text(text);
    }
  }

  static Party read(FieldReader from) throws IOException {
    return switch (from.below(RANKS)) {
      case 0 -> new Workload(from.text(), from.text(), from.text(), from.text());
      case 1 -> new Party.Node(from.text(), from.text(), from.flag());
      case 2 -> new Party.External();
      case 3 -> new Party.World();
      case 4 -> new Party.UnresolvedService(from.text(), from.text(), from.text());
      default -> new Party.Unknown(reason(from.text()), from.text());
    };
  }

  private static UnknownReason reason(String word) throws EdgeFileException {
    return LogForm.known(UnknownReason.values(), UnknownReason::word, word);
  }
}
