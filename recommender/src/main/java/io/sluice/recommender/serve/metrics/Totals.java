package io.sluice.recommender.serve.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counters whose values are counted elsewhere, and are only taken over. */
final class Totals {
  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Map<Tags, AtomicLong> values = new ConcurrentHashMap<>();

  Totals(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  void set(Tags tags, long value) {
    values.computeIfAbsent(tags, this::register).set(value);
  }

  private AtomicLong register(Tags tags) {
    AtomicLong value = new AtomicLong();
    FunctionCounter.builder(name, value, AtomicLong::doubleValue)
        .tags(tags)
        .description(description)
        .register(registry);
    return value;
  }
}
