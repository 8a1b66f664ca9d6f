package io.sluice.recommender.cli.command;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.recommender.cli.run.CommonOptions;
import io.sluice.recommender.cli.run.Console;
import io.sluice.recommender.cli.run.ExitCode;
import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.cli.settings.SettingsOption;
import io.sluice.recommender.serve.ServeSettings;
import io.sluice.recommender.serve.Service;
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
  private final Session session;

  @Mixin private SettingsOption settings = new SettingsOption();
  @Mixin private CommonOptions common = new CommonOptions();

  public ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServeSettings serve = settings.serve();
    KafkaSettings kafka = settings.kafka().with(session.env());
    Console console = new Console(session, common);
    Service service = Service.start(serve, kafka, console::warn);
    // After SIGINT or SIGTERM the JVM runs this, then ends with 130 or 143.
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "end of service"));
    console.say(
        "Serving as "
            + serve.applicationId()
            + ": kafka://"
            + serve.stream().flowBatches()
            + " into kafka://"
            + serve.stream().edges());
    service.await();
    return ExitCode.DONE.number();
  }
}
