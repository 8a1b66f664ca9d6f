/**
 * Kafka's topics: {@code kafka://} as an input like files, logs published as flow batches, and
 * single records gathered into batches.
 *
 * <p>Read {@link io.sluice.ingest.kafka.KafkaTopics} first. It and {@link
 * io.sluice.ingest.kafka.KafkaSettings} know topics by their names alone; Kafka's client, which
 * takes long to load, is touched by what they open, and so not before a topic is asked for. {@link
 * io.sluice.ingest.kafka.Batcher} makes batches of topics with one flow per record, exactly once.
 */
@NullMarked
package io.sluice.ingest.kafka;

import org.jspecify.annotations.NullMarked;
