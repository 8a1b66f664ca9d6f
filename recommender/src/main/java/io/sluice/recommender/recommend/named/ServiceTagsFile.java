package io.sluice.recommender.recommend.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Azure's published service tags (<a
 * href="https://www.microsoft.com/download/details.aspx?id=56519">ServiceTags_Public_*.json</a>).
 *
 * <pre>{"values":[{"name":"Storage.WestEurope","properties":{"region":"westeurope",
 *   "systemService":"AzureStorage","addressPrefixes":["20.33.72.0/24","2603:1026:…/64"]}}]}</pre>
 */
public final class ServiceTagsFile {
  private ServiceTagsFile() {}

  /** The tags of a file, in its order; what is wrong is added to the problems. */
  public static List<NamedRange> read(Path path, RangeProblems problems) {
    RangeFile file = new RangeFile(path, problems);
    List<NamedRange> ranges = new ArrayList<>();
    file.tree()
        .ifPresent(
            tree -> {
              if (!tree.path("values").isArray()) {
                file.problem(
                    "must be a service tags file, an object with a list \"values\" of tags");
              }
              for (int i = 0; i < tree.path("values").size(); i++) {
                add(ranges, file, tree.path("values").get(i), "values[" + i + "]");
              }
            });
    file.close();
    return ranges;
  }

  private static void add(List<NamedRange> ranges, RangeFile file, JsonNode tag, String where) {
    String name = tag.path("name").asText("");
    JsonNode prefixes = tag.path("properties").path("addressPrefixes");
    if (!tag.path("name").isTextual() || name.isEmpty()) {
      file.problem(where + ".name must be the tag's name, but is " + tag.path("name"));
    } else if (!prefixes.isArray()) {
      file.problem(where + " (" + name + ") must have a list properties.addressPrefixes");
    } else {
      for (int i = 0; i < prefixes.size(); i++) {
        file.range(prefixes.get(i), where + " (" + name + ").properties.addressPrefixes[" + i + "]")
            .ifPresent(
                range -> ranges.add(new NamedRange(NamedRange.Origin.SERVICE_TAG, name, range)));
      }
    }
  }
}
