package io.sluice.recommender.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.edge.file.StoredTable;
import io.sluice.ingest.Account;
import io.sluice.ingest.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic with one flow per record, in which the example's logs arrive while the service runs: from
 * nodes with wrong clocks, some records two hours late, one of them poison, and an instance killed.
 * The edges are those that the command makes of the topic, and of the files.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class SingleRecordsIntoTheServiceIT {
  private static final int PARTITIONS = 3;
  private static final int CHUNKS = 30;
  private static final String POISON = "{\"flow\":{\"time\":2026-11-03,\"verdict\":}}";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private Broker broker;
  private String raw;
  private ServeRun serve;
  private Answers answers;
  private SkewedExample example;

  @TempDir private Path folder;

  @BeforeEach
  void theBrokerRuns() throws Exception {
    broker = Broker.running();
    raw = broker.topic("raw", PARTITIONS);
    serve = new ServeRun(broker, folder);
    serve.gather(raw);
    answers = new Answers(broker, serve, broker.env(), folder);
    answers.publishCluster();
    example = new SkewedExample(Files.createDirectory(folder.resolve("logs")), random);
  }

  @AfterEach
  void theProcessesEnd() throws Exception {
    if (serve != null) {
      serve.end();
    }
  }

  /** Writes everything while one of two instances is killed, and returns where the poison is. */
  private String writtenWithAnInstanceKilled() throws Exception {
    List<byte[]> values = new ArrayList<>(example.lateOnesLast());
    int poison = random.nextInt(values.size());
    values.add(poison, POISON.getBytes(UTF_8));
    serve.start("one");
    serve.start("two");
    int killed = CHUNKS / 3 + random.nextInt(CHUNKS / 3);
    int back = killed + 1 + random.nextInt(CHUNKS / 3);
    String victim = random.nextBoolean() ? "one" : "two";
    List<RecordMetadata> places = new ArrayList<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      int from = values.size() * chunk / CHUNKS;
      int to = values.size() * (chunk + 1) / CHUNKS;
      places.addAll(broker.fill(raw, values.subList(from, to), PARTITIONS));
      if (chunk == 0) {
        serve.hasSomeEdges();
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(500)); // the moment is what is random here
      if (chunk == killed) {
        serve.kill(victim);
      }
      if (chunk == back) {
        serve.start(victim);
      }
    }
    RecordMetadata at = places.get(poison);
    return "kafka://" + raw + "/" + at.partition() + "@" + at.offset();
  }

  /** A file of the same edges without the logs that they are from. */
  private static byte[] rows(StoredTable table) throws IOException {
    return EdgeFile.write(
        new StoredTable(
            table.table(),
            table.pods(),
            List.of(),
            table.unread(),
            table.disagreements(),
            table.names()));
  }

  private static StoredTable table(byte[] file) throws IOException {
    return EdgeFile.read(new ByteArrayInputStream(file));
  }

  private static Account account(StoredTable table) {
    return StoredTable.summary("all", table.logs()).account();
  }

  @Test
  void theEdgesAreTheCommandsAlthoughAnInstanceIsKilledAndRecordsAreLateOrPoison()
      throws Exception {
    String poison = writtenWithAnInstanceKilled();
    byte[] ofTopic = answers.commanded("kafka://" + raw);
    byte[] ofFiles = answers.commanded(example.files());

    serve.becomes(ofTopic, "seed " + seed);

    assertThat(serve.quiescent()).as("seed %d, later", seed).isEqualTo(ofTopic);
    // The files are other logs than the partitions: their names differ, and what each of them had.
    assertThat(rows(table(ofTopic))).as("seed %d", seed).isEqualTo(rows(table(ofFiles)));
    Account found = account(table(ofTopic));
    Account expected = account(table(ofFiles));
    assertThat(expected.bad()).isZero();
    expected.read(1);
    expected.count(Outcome.MALFORMED);
    assertThat(found.records()).as("seed %d", seed).isEqualTo(expected.records());
    assertThat(found.used()).as("seed %d", seed).isEqualTo(expected.used());
    assertThat(found.skippedByReason()).as("seed %d", seed).isEqualTo(expected.skippedByReason());
    assertThat(found.samples()).singleElement().asString().startsWith(poison + ":1 ");
    answers.becomeThoseOfTheCommands(example.files(), "seed " + seed);
    assertThat(answers.run("inspect", "kafka://" + serve.edges).err()).contains(poison + ":1 ");
    Until.holds(
        "the service counts the poison",
        Duration.ofSeconds(30),
        () -> serve.asked("one", "/api/v1/coverage").body().contains("\"malformed\": 1"),
        () -> serve.asked("one", "/api/v1/coverage").body());
  }
}
