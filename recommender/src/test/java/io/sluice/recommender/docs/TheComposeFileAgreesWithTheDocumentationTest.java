package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.Sluice;
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
      Pattern.compile("(?m)^\\| (\\w+) \\| [^|]*? *`?([^`|,]*)`?[^|]*\\| `?([^`|]*?)`? \\|");

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

  /** A path inside the container as a path of this checkout. */
  private Object outside(String word) {
    if (word.startsWith("/example")) {
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
    String text = Files.readString(Page.root().resolve("docker-compose.yml"));
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
