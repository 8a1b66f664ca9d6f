package io.sluice.recommender.write.manifest;

import io.sluice.recommender.write.file.ContentDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a run read. Paths start at the manifest's base, with slashes.
 *
 * @param logs the logs of known formats that were found, sorted
 * @param clusters what {@code --cluster} named, sorted
 * @param policies what {@code --policies} named, sorted
 * @param config the settings file
 * @param decisions the decisions
 * @param serviceTags Azure's service tags, wherever they were named
 * @param azureResources the pages of Azure's resources
 */
public record RunInputs(
    List<Log> logs,
    List<Objects> clusters,
    List<Objects> policies,
    Optional<File> config,
    Optional<File> decisions,
    Optional<File> serviceTags,
    List<File> azureResources) {
  public RunInputs {
    logs = logs.stream().sorted().toList();
    clusters = clusters.stream().sorted().toList();
    policies = policies.stream().sorted().toList();
    azureResources = List.copyOf(azureResources);
  }

  /**
   * A file.
   *
   * @param path where it is
   * @param digest what it held
   */
  public record File(String path, ContentDigest digest) {}

  /**
   * A log.
   *
   * @param path where it is; empty for standard input, which cannot be read again
   * @param format its format
   * @param records records in it
   * @param digest what it held, packed as it was
   */
  public record Log(Optional<String> path, String format, long records, ContentDigest digest)
      implements Comparable<Log> {
    private static final Comparator<Log> ORDER =
        Comparator.comparing((Log log) -> log.path().orElse(""))
            .thenComparing(log -> log.digest().sha256());

    @Override
    public int compareTo(Log other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A file or folder with objects of a cluster.
   *
   * @param cluster the cluster's name, or ""
   * @param path what was named
   * @param files the files that it stands for, sorted
   */
  public record Objects(String cluster, String path, List<File> files)
      implements Comparable<Objects> {
    private static final Comparator<Objects> ORDER =
        Comparator.comparing(Objects::cluster).thenComparing(Objects::path);

    public Objects {
      files = List.copyOf(files);
    }

    @Override
    public int compareTo(Objects other) {
      return ORDER.compare(this, other);
    }
  }

  /** How many files were read, standard input among them. */
  public int count() {
    return logs.size()
        + clusters.stream().mapToInt(objects -> objects.files().size()).sum()
        + policies.stream().mapToInt(objects -> objects.files().size()).sum()
        + others().size();
  }

  /** The files that are neither logs nor objects. */
  public List<File> others() {
    List<File> others = new ArrayList<>();
    config.ifPresent(others::add);
    decisions.ifPresent(others::add);
    serviceTags.ifPresent(others::add);
    others.addAll(azureResources);
    return others;
  }
}
