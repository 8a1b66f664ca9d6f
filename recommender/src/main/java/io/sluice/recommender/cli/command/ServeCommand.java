package io.sluice.recommender.cli.command;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.azure.AzureBlobs;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.run.UsageException;
import io.sluice.recommender.cli.run.Version;
import io.sluice.recommender.cli.settings.SettingsOption;
import io.sluice.recommender.serve.ServeSettings;
import io.sluice.recommender.serve.Service;
import io.sluice.recommender.serve.http.ApiSettings;
import io.sluice.recommender.serve.http.HttpSettings;
import io.sluice.recommender.serve.http.ServiceApi;
import io.sluice.recommender.serve.http.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice serve}: flow batches into edges, for as long as it runs. */
@Command(
    name = "serve",
    sortOptions = false,
    abbreviateSynopsis = true,
    description =
        "Run as a service: flows of Kafka topics into edges, on as many instances as wanted.")
public final class ServeCommand implements Callable<Integer> {
  private static final String INSTANCE = "SLUICE_INSTANCE_ID";

  private final Session session;

  @Mixin private SettingsOption settings = new SettingsOption();
  @Mixin private CommonOptions common = new CommonOptions();

  public ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServeSettings serve = named(settings.serve());
    KafkaSettings kafka = settings.kafka().with(session.env());
    ApiSettings settled = settings.api();
    Optional<Token> token = token();
    settled
        .http()
        .refusal(token)
        .ifPresent(
            why -> {
              throw new UsageException(why);
            });
    Console console = new Console(session, common);
    Service service =
        Service.start(
            serve,
            kafka,
            url -> new AzureBlobs(settings.blobs(), session.env()).followed(url),
            console::warn);
    ServiceApi api = new ServiceApi(service, settled, token, settings.answers(Version.sluice()));
    // After SIGINT or SIGTERM the JVM runs this, then ends with 130 or 143.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(api, service), "end of service"));
    api.measure(service.streams());
    listen(api, settled.http());
    service.announce(api::answer);
    console.say(
        "Serving as "
            + serve.applicationId()
            + ": kafka://"
            + serve.stream().flowBatches()
            + service.begunFrom().map(from -> " as published from " + from + " on").orElse("")
            + " into kafka://"
            + serve.stream().edges()
            + ", answers at http://"
            + settled.http().authority(api.port()));
    service.await();
    return ExitCode.DONE.number();
  }

  /** Only a variable has it: settings are read by many. */
  private Optional<Token> token() {
    String text = session.env().getOrDefault(HttpSettings.TOKEN_VARIABLE, "");
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Token.of(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException(HttpSettings.TOKEN_VARIABLE + ": " + e.getMessage());
    }
  }

  private static void listen(ServiceApi api, HttpSettings http) {
    try {
      api.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen at "
              + http.authority(http.port())
              + ": "
              + e.getMessage()
              + "; serve.http.bind and serve.http.port say where",
          e);
    }
  }

  /** Instances that share a settings file have their names from the environment. */
  private ServeSettings named(ServeSettings serve) {
    String name = session.env().getOrDefault(INSTANCE, "");
    if (name.isEmpty()) {
      return serve;
    }
    if (!ServeSettings.isName(name)) {
      throw new UsageException(
          INSTANCE + " must have letters, digits, '.', '_', '-', but is \"" + name + "\"");
    }
    return serve.as(name);
  }

  private static void close(ServiceApi api, Service service) {
    try {
      api.close();
    } finally {
      service.close();
    }
  }
}
