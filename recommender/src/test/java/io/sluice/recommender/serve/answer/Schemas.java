package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schemas. */
public final class Schemas {
  private Schemas() {}

  /** What is wrong with JSON, as a schema of {@code docs/schemas} has it. */
  public static List<Error> errors(String name, String json) {
    return errorsOf(read(name), json);
  }

  /** The same for one definition of a schema. */
  public static List<Error> errors(String name, String definition, String json) {
    try {
      JsonNode schema = new JsonMapper().readTree(read(name));
      ((ObjectNode) schema).put("$ref", "#/$defs/" + definition);
      return errorsOf(schema.toString(), json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(
          Path.of(System.getProperty("sluice.root"), "docs", "schemas", name + ".json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is wrong with JSON, as the text of a schema has it. */
  public static List<Error> errorsOf(String schema, String json) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema, InputFormat.JSON)
        .validate(json, InputFormat.JSON);
  }
}
