package io.sluice.recommender.serve;

import io.sluice.ingest.kafka.OwnedTable;
import io.sluice.recommender.serve.answer.Answer;
import io.sluice.recommender.serve.answer.OutputRecord;
import io.sluice.recommender.serve.answer.RecommendationsOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what changes from one answer to the next into the topics of recommendations and of
 * findings, once: with each step goes what was said, into a table of one partition that only one
 * instance has. Every instance makes answers; whichever has the table speaks.
 *
 * <p>One thread's, but for {@link #stop}.
 */
final class Announcer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Any key of the table: it has one partition. */
  private static final String ANY = "begun";

  private final OwnedTable said;
  private final OutputTopics topics;
  private final RecommendationsOutput output;
  private final Supplier<Optional<Answer>> answers;
  private @Nullable Answer last;
  private volatile boolean stopped;

  /**
   * An announcer that has said nothing yet.
   *
   * @param source what events call the service
   * @param answers the latest answer that is made of everything there is
   */
  Announcer(
      OwnedTable said, OutputTopics topics, String source, Supplier<Optional<Answer>> answers) {
    this.said = said;
    this.topics = topics;
    this.output = new RecommendationsOutput(source);
    this.answers = answers;
  }

  void run() {
    try {
      said.join();
      while (!stopped) {
        said.poll(POLL);
        if (said.isReady() && said.owns(ANY)) {
          answers.get().filter(answer -> answer != last).ifPresent(this::announce);
        } else {
          last = null; // another one may speak meanwhile
        }
      }
    } catch (WakeupException e) {
      // stopped
    }
  }

  private void announce(Answer answer) {
    Map<String, String> before = new HashMap<>();
    said.values().forEach((key, text) -> before.put(key, new String(text, StandardCharsets.UTF_8)));
    RecommendationsOutput.Step step = output.step(before, answer);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    step.recommendations().forEach(record -> records.add(record(topics.recommendations(), record)));
    step.findings().forEach(record -> records.add(record(topics.findings(), record)));
    Map<String, Optional<byte[]>> changes = new HashMap<>();
    step.said().forEach((key, text) -> changes.put(key, text.map(Announcer::utf8)));
    if (changes.isEmpty() || said.commit(records, changes)) {
      last = answer;
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, OutputRecord record) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            topic, utf8(record.key()), record.value().map(Announcer::utf8).orElse(null));
    record.headers().forEach((name, value) -> sent.headers().add(name, utf8(value)));
    return sent;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends {@link #run} soon; any thread's. */
  void stop() {
    stopped = true;
    said.wakeup();
  }

  @Override
  public void close() {
    said.close();
  }
}
