package io.sluice.bench.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param size of the logs before packing, in bytes
 * @param noise the share of the records that are {@link Noise}, from 0 to 1
 * @param directory where the files stay; a temporary folder where empty
 * @param options further options of {@code sluice flows}
 */
record Order(
    LogForm form,
    long size,
    int pods,
    int files,
    long seed,
    int rounds,
    Optional<Path> directory,
    boolean duckDb,
    Purpose purpose,
    double noise,
    List<String> options) {
  static final String USAGE =
      """
      usage: bench/endtoend [--format hubble|hubble-gz|vnet] [--size 256m] [--pods 5000] [--files N]
                            [--seed 1] [--rounds 3] [--dir FOLDER] [--no-duckdb]
                            [--noise 0.5] [--only-write | --against-reference | --profile]
                            [-- further options of `sluice flows`]""";

  /** What is done with the logs. */
  enum Purpose {
    COMPARE,
    ONLY_WRITE,
    AGAINST_REFERENCE,
    PROFILE
  }

  private static final Map<String, Purpose> PURPOSES =
      Map.of(
          "--only-write", Purpose.ONLY_WRITE,
          "--against-reference", Purpose.AGAINST_REFERENCE,
          "--profile", Purpose.PROFILE);

  private static final long VNET_BLOB_BYTES = 32L << 20;

  /** Thrown with what is wrong and how it is used. */
  static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
      super(message + "\n" + USAGE);
    }
  }

  static Order of(String[] arguments) {
    LogForm form = LogForm.HUBBLE;
    long size = 256L << 20;
    int pods = 5000;
    int files = 0;
    long seed = 1;
    int rounds = 3;
    Optional<Path> directory = Optional.empty();
    boolean duckDb = true;
    Purpose purpose = Purpose.COMPARE;
    double noise = 0;
    List<String> options = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      if (option.equals("--")) {
        options.addAll(List.of(arguments).subList(i + 1, arguments.length));
        break;
      } else if (option.equals("--no-duckdb")) {
        duckDb = false;
        continue;
      } else if (PURPOSES.containsKey(option)) {
        purpose = PURPOSES.get(option);
        continue;
      } else if (i + 1 == arguments.length) {
        throw new Misuse("unknown option, or one without its value: " + option);
      }
      String value = arguments[++i];
      switch (option) {
        case "--format" -> form = form(value);
        case "--size" -> size = size(value);
        case "--pods" -> pods = number(option, value, 10);
        case "--files" -> files = number(option, value, 1);
        case "--seed" -> seed = number(option, value, 0);
        case "--rounds" -> rounds = number(option, value, 1);
        case "--noise" -> noise = share(option, value);
        case "--dir" -> directory = Optional.of(Path.of(value));
        default -> throw new Misuse("unknown option " + option);
      }
    }
    int count = files == 0 ? usualFiles(form, size) : files;
    return new Order(
        form, size, pods, count, seed, rounds, directory, duckDb, purpose, noise, options);
  }

  private static int usualFiles(LogForm form, long size) {
    return switch (form) {
      case HUBBLE -> 1;
      case HUBBLE_GZ -> 8;
      case VNET -> (int) Math.max(1, (size + VNET_BLOB_BYTES - 1) / VNET_BLOB_BYTES);
    };
  }

  private static LogForm form(String word) {
    for (LogForm form : LogForm.values()) {
      if (form.word.equals(word)) {
        return form;
      }
    }
    throw new Misuse("--format is hubble, hubble-gz or vnet, but is \"" + word + "\"");
  }

  private static int number(String option, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new Misuse(option + " is a number, but is \"" + value + "\"");
    }
    throw new Misuse(option + " is at least " + least + ", but is " + value);
  }

  private static double share(String option, String value) {
    try {
      double share = Double.parseDouble(value);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      throw new Misuse(option + " is a share such as 0.5, but is \"" + value + "\"");
    }
    throw new Misuse(option + " is a share from 0 to 1, but is " + value);
  }

  private static long size(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int shift = lower.endsWith("g") ? 30 : lower.endsWith("m") ? 20 : lower.endsWith("k") ? 10 : 0;
    String number = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    return (long) number("--size", number, 1) << shift;
  }
}
