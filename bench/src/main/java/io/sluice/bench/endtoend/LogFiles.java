package io.sluice.bench.endtoend;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the logs of a fleet's day: Hubble's as files that follow one another, as an exporter that
 * rotates them leaves them; VNet flow logs as one blob per interface and hour.
 *
 * @param files how many
 * @param size of all of them before packing, in bytes
 * @param noise the share of the records that are {@link Noise}, from 0 to 1
 */
record LogFiles(Fleet fleet, LogForm form, int files, long size, long seed, double noise) {
  private static final long HOUR_MILLIS = 3_600_000L;

  /** Lines of the widest exchange take no more. */
  private static final int HUBBLE_BYTES_PER_EXCHANGE = 6_000;

  /**
   * What was written.
   *
   * @param records lines or tuples
   * @param bytes before packing
   */
  record Written(List<Path> paths, long records, long bytes) {}

  Written write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> paths = new ArrayList<>();
    long records = 0;
    long bytes = 0;
    for (int i = 0; i < files; i++) {
      Path path =
          folder.resolve(String.format(Locale.ROOT, "%s-%05d%s", form.name, i, form.suffix));
      paths.add(path);
      try (OutputStream out = open(path)) {
        Written one = form == LogForm.VNET ? vnet(out, i) : hubble(out, i);
        records += one.records;
        bytes += one.bytes;
      }
    }
    return new Written(paths, records, bytes);
  }

  private OutputStream open(Path path) throws IOException {
    OutputStream file = Files.newOutputStream(path);
    return form.packed()
        ? new BufferedOutputStream(new GZIPOutputStream(file, 1 << 16), 1 << 16)
        : new BufferedOutputStream(file, 1 << 16);
  }

  private SplittableRandom random(int file) {
    return new SplittableRandom(seed * 31 + file);
  }

  private Written hubble(OutputStream out, int file) throws IOException {
    SplittableRandom random = random(file);
    Mixture traffic = new Mixture(fleet, new Traffic(fleet, random), random, noise);
    Bytes to = new Bytes();
    long share = Fleet.DAY_MILLIS / files;
    long start = Fleet.START_MILLIS + share * file;
    HubbleLines lines = new HubbleLines(to, random, traffic.at(start, 0));
    long most = size / files;
    long written = 0;
    while (written == 0 || written < most - HUBBLE_BYTES_PER_EXCHANGE) {
      long at = start + (long) ((double) share * written / most);
      lines.put(traffic.at(at, lines.records()));
      written += to.length();
      to.moveTo(out);
    }
    return new Written(List.of(), lines.records(), written);
  }

  private Written vnet(OutputStream out, int file) throws IOException {
    SplittableRandom random = random(file);
    Machine machine = fleet.machines().get(file % fleet.machines().size());
    VnetBlob blob = new VnetBlob(fleet, machine, random, noise);
    long start = Fleet.START_MILLIS + file * 24L / files * HOUR_MILLIS;
    long written = blob.write(out, start, size / files);
    return new Written(List.of(), blob.records(), written);
  }
}
