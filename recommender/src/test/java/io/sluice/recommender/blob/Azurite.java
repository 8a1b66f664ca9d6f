package io.sluice.recommender.blob;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The blob emulator of npm in a process of its own, as {@code .ci/run} installs it. */
public final class Azurite implements AutoCloseable {
  /** What it knows; the library's newest version is refused. */
  public static final String SERVICE_VERSION = "2025-11-05";

  private static final String ACCOUNT = "devstoreaccount1";

  /** The emulator's own, which is in its documentation and opens nothing else. */
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq"
          + "/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final Pattern LISTENS = Pattern.compile("successfully listens on (http://\\S+)");

  private final Process process;
  private final String endpoint;
  private final BlobServiceClient client;

  private Azurite(Process process, String server) {
    this.process = process;
    this.endpoint = server + "/" + ACCOUNT;
    this.client =
        new BlobServiceClientBuilder()
            .connectionString(connection())
            .httpClient(new JdkHttpClientBuilder().build())
            .serviceVersion(
                Stream.of(BlobServiceVersion.values())
                    .filter(version -> version.getVersion().equals(SERVICE_VERSION))
                    .findFirst()
                    .orElseThrow())
            .buildClient();
  }

  /** Starts it, or skips the test where it is not installed; what it holds is gone at its end. */
  public static Azurite start() throws IOException {
    return start("0", List.of("--inMemoryPersistence"));
  }

  /** The same with a folder, from which another one can go on. */
  public static Azurite start(Path folder) throws IOException {
    return start("0", List.of("--location", folder.toString()));
  }

  /** Ends this one, and starts another at the same address with the same folder a while later. */
  public Azurite startedAgain(Path folder, Runnable meanwhile) throws Exception {
    process.destroy();
    process.waitFor();
    meanwhile.run();
    String port = URI.create(endpoint).getPort() + "";
    return start(port, List.of("--location", folder.toString()));
  }

  private static Azurite start(String port, List<String> more) throws IOException {
    Path script =
        Path.of(
            System.getProperty("sluice.azurite", "target/azurite"),
            "node_modules/azurite/dist/src/blob/main.js");
    assumeTrue(Files.isRegularFile(script), () -> "Azurite is not installed: no " + script);
    assumeTrue(hasNode(), "there is no node in PATH");
    List<String> words =
        new ArrayList<>(
            List.of("node", script.toString(), "--blobHost", "127.0.0.1", "--blobPort", port));
    words.addAll(more);
    words.addAll(List.of("--silent", "--disableTelemetry"));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new Azurite(process, address(process));
  }

  private static boolean hasNode() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
  }

  private static String address(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = LISTENS.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("Azurite did not start: " + said);
  }

  /** URL of the account's service. */
  public String endpoint() {
    return endpoint;
  }

  public String connection() {
    return "DefaultEndpointsProtocol=http;AccountName="
        + ACCOUNT
        + ";AccountKey="
        + KEY
        + ";BlobEndpoint="
        + endpoint
        + ";";
  }

  /** The environment of a command that may read everything. */
  public Map<String, String> env() {
    return Map.of("AZURE_STORAGE_CONNECTION_STRING", connection());
  }

  BlobContainerClient container(String name) {
    BlobContainerClient container = client.getBlobContainerClient(name);
    container.createIfNotExists();
    return container;
  }

  /** A SAS of a container with these permissions, such as {@code rl}. */
  String sas(String container, String permissions) {
    return container(container)
        .generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                BlobContainerSasPermission.parse(permissions)));
  }

  public void put(String container, String name, byte[] bytes) {
    container(container).getBlobClient(name).upload(BinaryData.fromBytes(bytes), true);
  }

  void put(String container, String name, String text) {
    put(container, name, text.getBytes(StandardCharsets.UTF_8));
  }

  public void append(String container, String name, String text) {
    var blob = container(container).getBlobClient(name).getAppendBlobClient();
    if (!blob.exists()) {
      blob.create();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    blob.appendBlock(new ByteArrayInputStream(bytes), bytes.length);
  }

  public void delete(String container, String name) {
    container(container).getBlobClient(name).delete();
  }

  /** Puts all files below a folder under their paths. */
  public void putAll(String container, Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        put(container, folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join(); // until then it writes into its folder
  }
}
