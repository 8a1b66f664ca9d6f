package io.sluice.recommender.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.Main;
import io.sluice.recommender.example.Sluice;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** No container runs in tests, so what can be held to the rest of the repository is held to it. */
final class TheComposeFileAgreesWithTheDocumentationTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([\\w-]+) \\| [^|]*? *`?([^`|,]*)`?[^|]*\\| `?([^`|]*?)`? \\|");

  @TempDir private Path folder;

  @Test
  void everyServiceHasItsRowWithImageAndPort() throws Exception {
    Map<String, String> documented = new TreeMap<>();
    Matcher rows = ROW.matcher(Page.of("docs/compose.md").text());
    while (rows.find()) {
      if (!rows.group(1).equals("service")) {
        documented.put(rows.group(1), rows.group(3));
      }
    }

    Map<String, String> published = new TreeMap<>();
    services().forEach((name, service) -> published.put(name, address(service)));

    assertThat(documented).isEqualTo(published);
    for (Map<?, ?> service : services().values()) {
      if (!service.containsKey("build")) {
        assertThat(Page.of("docs/compose.md").text()).contains("`" + service.get("image") + "`");
      }
    }
  }

  @Test
  void theCommandOfTheSluiceServiceWritesPolicies() throws Exception {
    Map<?, ?> service = services().get("sluice");
    List<Object> arguments = new ArrayList<>();
    for (String word : String.valueOf(service.get("command")).split(" ", -1)) {
      arguments.add(outside(word));
    }

    Sluice.Run run = Sluice.run(arguments.toArray());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Sluice.files(folder)).containsKey("policies/kustomization.yaml");
  }

  @Test
  void everyVolumeAndTheBuildFileExist() throws Exception {
    TreeSet<String> named = new TreeSet<>();
    Map<?, ?> volumes = (Map<?, ?>) composeFile().get("volumes");
    volumes.keySet().forEach(name -> named.add(String.valueOf(name)));

    for (Map<?, ?> service : services().values()) {
      for (Object volume : list(service, "volumes")) {
        String mount = String.valueOf(volume);
        String source = mount.substring(0, mount.indexOf(':'));
        assertThat(source.startsWith(".") ? exists(source) : named.contains(source))
            .as(source)
            .isTrue();
      }
    }
    assertThat(exists("Dockerfile")).isTrue();
    assertThat(Files.readString(Page.root().resolve("Dockerfile")))
        .contains("COPY sluice LICENSE NOTICE /opt/sluice/")
        .contains("ENTRYPOINT [\"/opt/sluice/sluice\"]")
        .contains("/source/recommender/target/sluice.jar /opt/sluice/lib/sluice.jar");
  }

  /** Nobody listens where they are sent, so whoever takes command and settings ends with 5. */
  @Test
  void theCommandsOfTheServiceAreTakenWithTheirSettings() throws Exception {
    for (String name : List.of("cluster", "sluice-1", "sluice-2")) {
      Map<?, ?> service = services().get(name);
      Map<String, String> env = new TreeMap<>(environment(service));
      env.put("SLUICE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
      env.put("SLUICE_KAFKA_DEFAULT_API_TIMEOUT_MS", "300");
      env.put("SLUICE_KAFKA_REQUEST_TIMEOUT_MS", "200");
      env.put("SLUICE_KAFKA_MAX_BLOCK_MS", "300");
      List<String> words = new ArrayList<>();
      for (String word : String.valueOf(service.get("command")).split(" ", -1)) {
        words.add(String.valueOf(outside(word)));
      }
      ByteArrayOutputStream err = new ByteArrayOutputStream();

      int exit =
          Main.run(
              words.toArray(String[]::new),
              InputStream.nullInputStream(),
              new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
              new PrintStream(err, true, UTF_8),
              env);

      assertThat(exit).as("%s: %s", name, err.toString(UTF_8)).isEqualTo(5);
      assertThat(err.toString(UTF_8)).contains("127.0.0.1:1");
    }
  }

  @Test
  void theInstancesListenWhereTheyArePublishedAndAsked() throws Exception {
    Map<?, ?> settings = (Map<?, ?>) yaml("config/compose/sluice.yaml");
    Map<?, ?> http = (Map<?, ?>) ((Map<?, ?>) settings.get("serve")).get("http");
    String prometheus = Files.readString(Page.root().resolve("config/compose/prometheus.yaml"));

    for (String name : List.of("sluice-1", "sluice-2")) {
      Map<?, ?> service = services().get(name);
      assertThat(String.valueOf(list(service, "ports").get(0))).endsWith(":" + http.get("port"));
      assertThat(prometheus).contains(name + ":" + http.get("port"));
      assertThat(prometheus)
          .contains("credentials: " + environment(service).get("SLUICE_HTTP_TOKEN"));
      assertThat(Page.of("docs/compose.md").text())
          .contains("Bearer " + environment(service).get("SLUICE_HTTP_TOKEN"));
      assertThat(environment(service)).containsEntry("SLUICE_INSTANCE_ID", name);
      assertThat(list(service, "volumes").toString())
          .contains(":" + ((Map<?, ?>) settings.get("serve")).get("stateDir"));
    }
    assertThat(Files.readString(Page.root().resolve("config/compose/grafana.yaml")))
        .contains("http://prometheus:9090");
    assertThat(((Map<?, ?>) settings.get("kafka")).get("bootstrapServers"))
        .isEqualTo("kafka:19092");
  }

  @Test
  void theTopicsAreThoseThatTheServiceNeeds() throws Exception {
    Map<String, String> made = new TreeMap<>();
    Matcher makes =
        Pattern.compile("(?m)^make (\\S+) [0-9]+ --config cleanup\\.policy=(\\w+)")
            .matcher(Files.readString(Page.root().resolve("config/compose/topics.sh")));
    while (makes.find()) {
      made.put(makes.group(1), makes.group(2));
    }

    Map<String, String> meant = new TreeMap<>();
    for (Object topic : (List<?>) ((Map<?, ?>) yaml("config/topics.yaml")).get("topics")) {
      Map<?, ?> config = (Map<?, ?>) ((Map<?, ?>) topic).get("config");
      meant.put(
          String.valueOf(((Map<?, ?>) topic).get("name")),
          String.valueOf(config.get("cleanup.policy")));
    }
    assertThat(made).isEqualTo(meant);
  }

  private static Map<String, String> environment(Map<?, ?> service) {
    Map<String, String> environment = new TreeMap<>();
    if (service.get("environment") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
    }
    return environment;
  }

  /** A path inside the container as a path of this checkout. */
  private Object outside(String word) {
    if (word.startsWith("/example") || word.startsWith("/compose")) {
      return Page.root().resolve("config" + word);
    }
    return word.startsWith("/out") ? folder.resolve(word.substring("/out/".length())) : word;
  }

  private static String address(Map<?, ?> service) {
    List<?> ports = list(service, "ports");
    if (ports.isEmpty()) {
      return "-";
    }
    String port = String.valueOf(ports.get(0));
    assertThat(port).as("only this machine reaches it").startsWith("127.0.0.1:");
    return port.substring(0, port.lastIndexOf(':'));
  }

  private static List<?> list(Map<?, ?> service, String key) {
    return service.get(key) instanceof List<?> values ? values : List.of();
  }

  private static boolean exists(String path) {
    return Files.exists(Page.root().resolve(path));
  }

  private static Map<String, Map<?, ?>> services() throws Exception {
    Map<String, Map<?, ?>> services = new TreeMap<>();
    ((Map<?, ?>) composeFile().get("services"))
        .forEach((name, service) -> services.put(String.valueOf(name), (Map<?, ?>) service));
    return services;
  }

  private static Map<?, ?> composeFile() throws Exception {
    return (Map<?, ?>) yaml("docker-compose.yml");
  }

  private static Object yaml(String file) throws Exception {
    return new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(Page.root().resolve(file)));
  }
}
