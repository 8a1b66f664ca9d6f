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
import java.util.ArrayList;
import java.util.List;
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
    List<String> problems = new ArrayList<>();
    ServeSettings serve = named(settings.serve(), problems);
    KafkaSettings kafka = settings.kafka().with(session.env());
    ApiSettings settled = settings.api();
    Optional<Token> token = token(settled.http(), problems);
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("\n", problems));
    }
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
  private Optional<Token> token(HttpSettings http, List<String> problems) {
    String text = session.env().getOrDefault(HttpSettings.TOKEN_VARIABLE, "");
    try {
      Optional<Token> token = text.isBlank() ? Optional.empty() : Optional.of(Token.of(text));
      http.refusal(token).ifPresent(problems::add);
      return token;
    } catch (IllegalArgumentException e) {
      problems.add(HttpSettings.TOKEN_VARIABLE + ": " + e.getMessage());
      return Optional.empty();
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
  private ServeSettings named(ServeSettings serve, List<String> problems) {
    String name = session.env().getOrDefault(INSTANCE, "");
    if (name.isEmpty()) {
      return serve;
    }
    if (!ServeSettings.isName(name)) {
      problems.add(INSTANCE + " must have letters, digits, '.', '_', '-', but is \"" + name + "\"");
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
