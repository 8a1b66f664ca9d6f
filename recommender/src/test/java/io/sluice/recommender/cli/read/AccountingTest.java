package io.sluice.recommender.cli.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.edge.Edges;
import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.source.LogReader;
import io.sluice.recommender.audit.Coverage;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.file.Scratch;
import io.sluice.recommender.write.report.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class AccountingTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CommonOptions options = new CommonOptions();
  private final Account account = new Account();

  @Test
  void recordsUsedAndSkippedByReasonStandInOneLineAndBadOnesBelow() {
    account.read(3);
    account.count(Outcome.USED);
    account.count(Outcome.NO_IP);
    account.bad(Outcome.MALFORMED, new BadRecord("a.log", 7, 99, "no flow"));

    print();

    assertThat(text())
        .contains(
            "Read 1 file (hubble 1): 3 records · used 1 · skipped 2 (malformed 1, no-ip 1)\n",
            "Bad record: a.log:7 (byte 99): no flow\n");
  }

  @Test
  void verboseNamesEveryFile() {
    options.verbose = true;
    account.read(1);
    account.count(Outcome.USED);

    print();

    assertThat(text()).contains("  a.log: hubble, 1 record · used 1 · skipped 0\n");
  }

  @Test
  void anAccountThatDoesNotAddUpIsABug() {
    account.read(2);
    account.count(Outcome.USED);

    assertThatThrownBy(this::print)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a.log: 2 records were read, but 1 used + 0 skipped are accounted for");
  }

  private void print() {
    FileSummary file =
        new FileSummary(
            "a.log",
            LogFormat.HUBBLE,
            account,
            0,
            1,
            0,
            0,
            new TreeSet<>(),
            Set.of(),
            new TreeMap<>(Map.of(0L, 1L)));
    RunSummary run =
        new RunSummary(
            new LogReader.Result(List.of(file), List.of()),
            Coverage.of(List.of(file), new Edges(List.of(), List.of())),
            "",
            List.of(),
            List.of());
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Session session =
        new Session(
            InputStream.nullInputStream(), stream, stream, Map.of(), false, false, new Scratch());
    new Accounting(new Console(session, options)).print(run);
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
