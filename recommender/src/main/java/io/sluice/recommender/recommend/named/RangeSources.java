package io.sluice.recommender.recommend.named;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that give names to ranges.
 *
 * @param serviceTags a file of Azure's service tags
 * @param azureResources the pages of an export of Azure Resource Graph
 */
public record RangeSources(Optional<Path> serviceTags, List<Path> azureResources) {
  public static final RangeSources NONE = new RangeSources(Optional.empty(), List.of());

  /** The same with other files where those are given. */
  public RangeSources or(RangeSources other) {
    return new RangeSources(
        serviceTags.or(other::serviceTags),
        azureResources.isEmpty() ? other.azureResources : azureResources);
  }

  public boolean isEmpty() {
    return serviceTags.isEmpty() && azureResources.isEmpty();
  }

  /** All files. */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(azureResources);
    serviceTags.ifPresent(files::add);
    return files;
  }

  /** What the files hold; all that is wrong with them is added to the problems. */
  public List<NamedRange> read(RangeProblems problems) {
    List<NamedRange> ranges = new ArrayList<>();
    serviceTags.ifPresent(file -> ranges.addAll(ServiceTagsFile.read(file, problems)));
    if (!azureResources.isEmpty()) {
      ranges.addAll(AzureResourcesFile.read(azureResources, problems));
    }
    return ranges;
  }
}
