package io.sluice.recommender.pr.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The shapes that requests are held to are those of the hosts' own descriptions. These are not part
 * of the sources; where a file is missing from the folder {@code host-apis} of the shared samples
 * (or from the one that the system property {@code sluice.hostApis} names) its test is skipped:
 *
 * <ul>
 *   <li>{@code github.json}: OpenAPI of api.github.com, from the npm package
 *       {@code @octokit/openapi}
 *   <li>{@code github.graphql}: from the npm package {@code @octokit/graphql-schema}
 *   <li>{@code azure-devops-git.json}: {@code specification/git/7.1/git.json} of Microsoft's
 *       vsts-rest-api-specs
 * </ul>
 *
 * GitLab's shapes are from the pages that the file names.
 */
final class ThePublishedDescriptionsAgreeTest {
  private static Path description(String name) {
    String shared = System.getProperty("sluice.shared", "");
    Path folder = Path.of(System.getProperty("sluice.hostApis", shared + "/host-apis"));
    Path file = folder.resolve(name);
    assumeTrue(Files.isRegularFile(file), () -> "no " + name + " in " + folder);
    return file;
  }

  private static JsonNode json(String name) throws IOException {
    return JsonMapper.builder().build().readTree(description(name).toFile());
  }

  private static List<JsonNode> shapes(String host) {
    List<JsonNode> shapes = new ArrayList<>();
    for (JsonNode shape : RequestShapes.all()) {
      if (shape.path("host").asText().equals(host)) {
        shapes.add(shape);
      }
    }
    assertThat(shapes).isNotEmpty();
    return shapes;
  }

  @Test
  void githubsRest() throws IOException {
    JsonNode api = json("github.json");
    for (JsonNode shape : shapes("github")) {
      JsonNode operation = operation(api, shape);

      TreeSet<String> query = new TreeSet<>();
      operation.path("parameters").forEach(p -> query.add(resolved(api, p).path("name").asText()));
      assertThat(query).as("%s", shape).containsAll(names(shape.path("query")));
      JsonNode body = operation.at("/requestBody/content/application~1json/schema");
      checkBody(api, variant(body), shape);
    }
  }

  /** Of alternatives, the first is the object with names. */
  private static JsonNode variant(JsonNode schema) {
    return schema.has("oneOf") ? schema.path("oneOf").path(0) : schema;
  }

  @Test
  void azureDevOps() throws IOException {
    JsonNode api = json("azure-devops-git.json");
    for (JsonNode shape : shapes("azure-devops")) {
      JsonNode operation = operation(api, shape);

      TreeSet<String> query = new TreeSet<>(List.of("api-version"));
      JsonNode body = null;
      for (JsonNode parameter : operation.path("parameters")) {
        query.add(parameter.path("name").asText());
        body = parameter.path("in").asText().equals("body") ? parameter.path("schema") : body;
      }
      assertThat(query).as("%s", shape).containsAll(names(shape.path("query")));
      if (body != null) {
        checkBody(api, resolved(api, body), shape);
      } else {
        assertThat(shape.path("body")).isEmpty();
      }
    }
  }

  @Test
  void githubsGraphql() throws IOException {
    String schema = Files.readString(description("github.graphql"));
    JsonNode input = shapes("github-graphql").get(0).at("/body/variables/input");

    assertThat(members(schema, "ConvertPullRequestToDraftInput")).contains("pullRequestId: ID!");
    assertThat(members(schema, "MarkPullRequestReadyForReviewInput"))
        .contains("pullRequestId: ID!");
    assertThat(members(schema, "CreateCommitOnBranchInput"))
        .contains("branch: CommittableBranch!", "expectedHeadOid: GitObjectID!")
        .contains("message: CommitMessage!", "fileChanges: FileChanges");
    assertThat(names(input))
        .containsExactlyInAnyOrder(
            "pullRequestId", "branch", "expectedHeadOid", "message", "fileChanges");
    assertThat(members(schema, "CommittableBranch"))
        .contains("branchName: String", "repositoryNameWithOwner: String");
    assertThat(members(schema, "CommitMessage")).contains("headline: String!", "body: String");
    assertThat(members(schema, "FileAddition"))
        .contains("path: String!", "contents: Base64String!");
    assertThat(members(schema, "FileDeletion")).contains("path: String!");
    assertThat(schema).contains("convertPullRequestToDraft(").contains("createCommitOnBranch(");
    assertThat(schema).contains("markPullRequestReadyForReview(");
  }

  private static String members(String schema, String input) {
    Matcher found =
        Pattern.compile("\ninput " + input + " \\{\n(.*?)\n}", Pattern.DOTALL).matcher(schema);
    assertThat(found.find()).as(input).isTrue();
    return found.group(1);
  }

  private static JsonNode operation(JsonNode api, JsonNode shape) {
    String template = shape.path("template").asText();
    JsonNode path = api.path("paths").path(template);
    assertThat(path.isObject()).as("path %s", template).isTrue();
    JsonNode operation = path.path(shape.path("method").asText().toLowerCase(Locale.ROOT));
    assertThat(operation.isObject()).as("%s", shape).isTrue();
    return operation;
  }

  private static void checkBody(JsonNode api, JsonNode schema, JsonNode shape) {
    checkObject(api, schema, shape.path("body"), shape.path("template").asText());
    TreeSet<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    if (shape.path("body").isObject() && shape.path("host").asText().equals("github")) {
      TreeSet<String> written = new TreeSet<>();
      shape
          .path("body")
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (name.endsWith("!")) {
                  written.add(bare(name));
                }
              });
      assertThat(written).as("required of %s", shape).isEqualTo(required);
    }
  }

  private static void checkObject(JsonNode api, JsonNode schema, JsonNode shape, String at) {
    for (String name : names(shape)) {
      JsonNode member = member(api, schema, name);
      assertThat(member.isMissingNode()).as("%s of %s", name, at).isFalse();
      JsonNode written = shape.has(name) ? shape.path(name) : shape.path(name + "!");
      if (written.isArray()) {
        assertThat(member.path("type").asText()).as("%s of %s", name, at).isEqualTo("array");
        JsonNode items = resolved(api, member.path("items"));
        if (written.path(0).isObject()) {
          checkObject(api, items, written.path(0), at + "." + name);
        }
      } else {
        String type = member.path("type").asText(member.has("enum") ? "string" : "");
        assertThat(type).as("%s of %s", name, at).isEqualTo(written.asText());
      }
    }
  }

  /** A member of a schema or of what it extends. */
  private static JsonNode member(JsonNode api, JsonNode schema, String name) {
    if (schema.path("properties").has(name)) {
      return resolved(api, schema.path("properties").path(name));
    }
    for (JsonNode part : schema.path("allOf")) {
      JsonNode member = member(api, resolved(api, part), name);
      if (!member.isMissingNode()) {
        return member;
      }
    }
    return schema.path("properties").path(name);
  }

  private static JsonNode resolved(JsonNode api, JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : api.at(reference.substring(1));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(name -> names.add(bare(name)));
    return names;
  }

  private static String bare(String name) {
    return name.endsWith("!") ? name.substring(0, name.length() - 1) : name;
  }
}
