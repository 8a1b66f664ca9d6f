package io.sluice.analyzer.policy.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That our expectations are met, and that they prove something: a mistake seeded into a second
 * evaluator, which otherwise meets them all, breaks at least one of them.
 */
final class FaultSeedingTest {
  private static final Path FILE =
      Path.of(System.getProperty("sluice.root"))
          .resolve("analyzer/src/test/resources/io/sluice/analyzer/policy/naive/semantics.jsonl");

  private static final Map<Path, ExpectedWorld> WORLDS = new HashMap<>();
  private static List<Expectation> expectations = List.of();

  @BeforeAll
  static void read() throws IOException {
    expectations = Expectation.readAll(FILE);
    expectations.forEach(e -> WORLDS.computeIfAbsent(e.world(), ExpectedWorld::new));
  }

  private static ExpectedWorld world(Expectation expectation) {
    return WORLDS.get(expectation.world());
  }

  /** What a reading with this fault gets wrong. */
  private static List<Expectation> broken(Fault... seeded) {
    return expectations.stream().filter(e -> world(e).readNaively(e, seeded) != e.allow()).toList();
  }

  @Test
  void theEvaluatorMeetsEveryExpectation() {
    assertThat(expectations.stream().filter(e -> world(e).evaluated(e) != e.allow())).isEmpty();
  }

  @Test
  void theNaiveReadingWithoutAFaultMeetsEveryExpectation() {
    assertThat(broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void anExpectationNoticesTheFault(Fault fault) {
    assertThat(broken(fault)).as("expectations that notice %s", fault).isNotEmpty();
  }

  @Test
  void everyExpectationSaysWhy() {
    assertThat(expectations).noneMatch(expectation -> expectation.why().isBlank());
  }
}
