package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.document.BrokenFileException;
import io.sluice.analyzer.document.ClusterFile;
import io.sluice.analyzer.document.ClusterFiles;
import io.sluice.analyzer.document.JsonTokens;
import io.sluice.analyzer.document.ReadFailure;
import io.sluice.analyzer.document.Tokens;
import io.sluice.analyzer.document.YamlTokens;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.analyzer.sighting.SightingFold;
import io.sluice.analyzer.sighting.read.SightingFile;
import io.sluice.ingest.UnusableInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads cluster objects from files and folders: {@code kubectl get} Lists, typed lists without
 * kinds on the items, single objects, multi-document YAML, watch events; JSON or YAML, gz or not.
 * Beside them, what recorders saw of past pods.
 *
 * <p>All files under one value are one snapshot, but for objects with a {@code sluice.io/taken-at}
 * of their own or on their List, and for watch events, which have their own times.
 *
 * <p>A broken file is an error also inside a folder, because half a snapshot looks like a cluster
 * in which half of the pods are gone. Only a recorded watch may lack its end: every event stands
 * for itself, and a recorder is stopped at some point. Files in a folder that hold no Kubernetes
 * objects are named in the warnings.
 */
public final class ClusterReader {
  private final String cluster;
  private final OptionalLong snapshotTime;
  private final List<ClusterObject> objects = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Each object as it was seen last: most snapshots have it as the one before had it. */
  private final Map<Name, ObjectNode> trees = new HashMap<>();

  private final SightingFold sightings = new SightingFold();
  private List<SeenPod> seenPods = List.of();

  private record Name(String kind, String namespace, String name) {
    static Name of(DraftObject object) {
      JsonNode metadata = object.tree().path("metadata");
      return new Name(
          object.kind(), metadata.path("namespace").asText(""), metadata.path("name").asText(""));
    }
  }

  private ClusterReader(String cluster, OptionalLong snapshotTime) {
    this.cluster = cluster;
    this.snapshotTime = snapshotTime;
  }

  /**
   * What was read.
   *
   * @param objects all objects, in the order of files and lines
   * @param seenPods pods that recorders saw, in order
   * @param warnings files without objects, objects without kind, and the like
   */
  public record Result(
      List<ClusterObject> objects, List<SeenPod> seenPods, List<String> warnings) {}

  /**
   * Reads one {@code --cluster} or {@code --policies} value.
   *
   * @param cluster the name before {@code =}, or ""
   * @param path file or folder (walked, sorted)
   * @param snapshotTime {@code --snapshot-time}, which wins over what the objects say
   * @throws UnusableInputException where the path does not exist or cannot be read as JSON or YAML
   */
  public static Result read(String cluster, Path path, OptionalLong snapshotTime) {
    ClusterReader reader = new ClusterReader(cluster, snapshotTime);
    reader.readAll(path);
    return new Result(List.copyOf(reader.objects), reader.seenPods, List.copyOf(reader.warnings));
  }

  /**
   * Reads objects from a text in memory, such as policies that somebody sent.
   *
   * @param cluster the cluster that they are for, or ""
   * @param name what messages call the text
   * @throws UnusableInputException where it is neither JSON nor YAML with Kubernetes objects
   */
  public static Result read(String cluster, String name, String text) {
    ClusterReader reader = new ClusterReader(cluster, OptionalLong.empty());
    FileObjects found = new FileObjects(name);
    try (Reader in = new StringReader(text)) {
      boolean json = ClusterFile.isJson(in);
      try (Tokens tokens = json ? new JsonTokens(in) : new YamlTokens(in, name)) {
        new DocumentReader(tokens, !json, found).readAll();
      }
    } catch (BrokenFileException e) {
      throw new UnusableInputException(name + ":" + e.line() + ": " + e.problem(), e);
    } catch (IOException e) {
      throw new UnusableInputException(name + ": " + ReadFailure.describe(e), e);
    } catch (UncheckedIOException e) {
      throw new UnusableInputException(name + ": " + ReadFailure.describe(e.getCause()), e);
    }
    if (!found.isKubernetes()) {
      throw new UnusableInputException(
          found.strays().isEmpty() ? name + ": holds no Kubernetes objects" : found.strays());
    }
    reader.take(found, Long.MIN_VALUE);
    return new Result(List.copyOf(reader.objects), List.of(), List.copyOf(reader.warnings));
  }

  private void readAll(Path path) {
    boolean folder = Files.isDirectory(path);
    List<FileObjects> files = new ArrayList<>();
    for (Path file : ClusterFiles.under(path)) {
      FileObjects found = readFile(file, false);
      if (!found.isKubernetes() && !folder) {
        throw new UnusableInputException(
            found.strays().isEmpty() ? file + ": holds no Kubernetes objects" : found.strays());
      }
      files.add(found);
    }
    long snapshot = snapshotMillis(path, files);
    files.forEach(file -> take(file, snapshot));
    seenPods = sightings.finished(cluster, path.toString());
    warnings.addAll(sightings.warnings(path.toString()));
    if (!folder && sightings.isEmpty() && !sightings.firstProblem().isEmpty()) {
      throw new UnusableInputException(sightings.firstProblem());
    }
  }

  private FileObjects readFile(Path file, boolean surelyYaml) {
    FileObjects found = new FileObjects(file.toString());
    boolean json = false;
    try (Reader reader = ClusterFile.open(file)) {
      json = !surelyYaml && ClusterFile.isJson(reader);
      if (SightingFile.read(file.toString(), reader, json, sightings)) {
        found.sawDocument();
        return found;
      }
      if (SightingFile.isCsv(file.toString())) {
        found.stray(1, "a CSV file without the columns of KubePodInventory");
        return found;
      }
      try (Tokens tokens =
          json ? new JsonTokens(reader) : new YamlTokens(reader, file.toString())) {
        new DocumentReader(tokens, !json, found).readAll();
      }
    } catch (BrokenFileException e) {
      if (json && !e.cutOff() && ClusterFile.hasYamlDocuments(file)) {
        return readFile(file, true);
      }
      if (!e.cutOff() || !found.isWatch()) {
        throw new UnusableInputException(file + ":" + e.line() + ": " + e.problem(), e);
      }
      found.warn(e.line(), "the recorded watch ends in the middle of an event, which is left out");
    } catch (UncheckedIOException e) {
      throw new UnusableInputException(file + ": " + ReadFailure.describe(e.getCause()), e);
    } catch (IOException e) {
      throw new UnusableInputException(file + ": " + ReadFailure.describe(e), e);
    }
    return found;
  }

  /** The time of everything that has none of its own. */
  private long snapshotMillis(Path path, List<FileObjects> files) {
    if (snapshotTime.isPresent()) {
      return snapshotTime.getAsLong();
    }
    long latest = Long.MIN_VALUE;
    boolean pods = false;
    boolean nodes = false;
    for (FileObjects file : files) {
      for (DraftObject object : file.objects()) {
        if (object.time().isEmpty()) {
          latest = Math.max(latest, file.latestMillis());
          pods |= object.kind().equals("Pod");
          nodes |= object.kind().equals("Node");
        }
      }
    }
    if (pods && !nodes && latest != Long.MIN_VALUE) {
      warnings.add(
          path
              + ": taken to be of "
              + Instant.ofEpochMilli(latest)
              + ", the latest time in its objects; --snapshot-time or the annotation "
              + KeptKinds.TAKEN_AT
              + " says it better");
    }
    return latest;
  }

  private void take(FileObjects file, long snapshot) {
    if (!file.isKubernetes() && file.strays().isEmpty()) {
      warnings.add(file.file() + ": holds no Kubernetes objects");
    } else if (!file.strays().isEmpty()) {
      warnings.add(file.strays());
    }
    warnings.addAll(file.warnings());
    for (DraftObject draft : file.objects()) {
      objects.add(
          new ClusterObject(
              cluster,
              draft.kind(),
              shared(draft),
              new ObjectOrigin(file.file(), draft.line()),
              draft.lines(),
              draft.event(),
              timeOf(draft, snapshot)));
    }
  }

  /** The tree of an object; the same one as before where nothing changed. */
  private ObjectNode shared(DraftObject draft) {
    Name name = Name.of(draft);
    ObjectNode before = trees.get(name);
    ObjectNode tree = before != null && before.equals(draft.tree()) ? before : draft.tree();
    trees.put(name, tree);
    return tree;
  }

  /** {@code --snapshot-time} wins, but never makes one moment of a recorded watch. */
  private long timeOf(DraftObject draft, long snapshot) {
    boolean fixed = snapshotTime.isPresent() && draft.event() == ClusterObject.Event.PRESENT;
    return fixed ? snapshot : draft.time().orElse(snapshot);
  }
}
