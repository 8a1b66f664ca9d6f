package io.sluice.ingest.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What brokers and their clients say when they fail, in our own words and with a remedy. */
final class KafkaTrouble {
  private static final String SERVERS =
      "kafka.bootstrapServers in the settings, or SLUICE_KAFKA_BOOTSTRAP_SERVERS";

  private final KafkaClients clients;

  KafkaTrouble(KafkaClients clients) {
    this.clients = clients;
  }

  /** Nobody said which brokers. */
  static UncheckedIOException noServers(String where) {
    return said(where + ": which brokers have it? Give " + SERVERS + " (host:port)");
  }

  /** The end of a run. */
  UncheckedIOException outside(String where, Throwable failure) {
    return said(where + ": " + problem(failure));
  }

  /** The same in the words of whoever met it. */
  static UncheckedIOException said(String message) {
    return new UncheckedIOException(message, new IOException(message));
  }

  private String problem(Throwable failure) {
    if (find(failure, RecordTooLargeException.class).isPresent()) {
      return "a flow batch is larger than the brokers or the producer take: raise the topic's"
          + " max.message.bytes (config/topics.yaml) and kafka.properties.max.request.size";
    }
    if (find(failure, AuthenticationException.class).isPresent()) {
      return "the brokers at "
          + clients.servers()
          + " refuse to let us in ("
          + cause(failure)
          + "): see kafka.properties, such as security.protocol, sasl.mechanism and"
          + " SLUICE_KAFKA_SASL_JAAS_CONFIG";
    }
    if (find(failure, AuthorizationException.class).isPresent()) {
      return "the brokers do not allow it (" + cause(failure) + "): ask for the right";
    }
    if (find(failure, UnknownTopicOrPartitionException.class).isPresent()) {
      return "there is no such topic at "
          + clients.servers()
          + "; config/topics.yaml says how topics are made";
    }
    if (find(failure, ConfigException.class).isPresent()) {
      return "the settings of the client are not right (" + cause(failure) + "): see " + SERVERS;
    }
    if (find(failure, ProducerFencedException.class).isPresent()
        || find(failure, InvalidProducerEpochException.class).isPresent()) {
      return "another process with the same transactional id took over";
    }
    if (find(failure, TimeoutException.class).isPresent()) {
      return "no answer from "
          + clients.servers()
          + " in time: is a broker there, and reachable under the name that it advertises? See "
          + SERVERS;
    }
    return cause(failure);
  }

  /** Whether trying again is of no use. */
  static boolean isFinal(Throwable failure) {
    boolean itself =
        failure instanceof ProducerFencedException
            || failure instanceof InvalidProducerEpochException
            || failure instanceof AuthorizationException
            || failure instanceof UnsupportedVersionException
            || failure instanceof RecordTooLargeException
            || failure instanceof InterruptException;
    Throwable cause = failure.getCause();
    return itself || (cause != null && isFinal(cause));
  }

  /** The innermost words, which say most. */
  private String cause(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String words = innermost.getMessage();
    return clients.hidden(words == null ? innermost.getClass().getSimpleName() : words);
  }

  private static <T extends KafkaException> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }
}
