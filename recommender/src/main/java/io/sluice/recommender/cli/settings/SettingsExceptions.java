package io.sluice.recommender.cli.settings;

import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.gate.FindingException;
import io.sluice.recommender.recommend.decision.NamePattern;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** The key {@code exceptions} of the settings: a list of findings that somebody accepts. */
final class SettingsExceptions {
  private static final List<String> KEYS =
      List.of("finding", "from", "to", "port", "subject", "reason", "expires");

  private final SettingsReader reader;
  private final String path;

  /** Reads items of a list of this name. */
  SettingsExceptions(SettingsReader reader, String path) {
    this.reader = reader;
    this.path = path;
  }

  List<FindingException> read(Optional<Node> list) {
    List<FindingException> exceptions = new ArrayList<>();
    for (Node item : reader.items(list, path)) {
      exception(item).ifPresent(exceptions::add);
    }
    return exceptions;
  }

  private Optional<FindingException> exception(Node item) {
    int line = reader.line(item);
    SortedMap<String, Node> keys = reader.mapping(Optional.of(item), path, KEYS);
    Optional<FindingRule> rule = rule(line, text(keys, "finding"));
    Optional<String> reason = demanded(line, keys, "reason");
    Optional<LocalDate> expires = date(line, text(keys, "expires"));
    if (rule.isEmpty() || reason.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FindingException(
            rule.get(),
            text(keys, "from").map(NamePattern::new),
            text(keys, "to").map(NamePattern::new),
            text(keys, "port").map(SettingsExceptions::port),
            text(keys, "subject").map(NamePattern::new),
            reason.get(),
            expires.get(),
            line));
  }

  private Optional<FindingRule> rule(int line, Optional<String> word) {
    Optional<FindingRule> rule = word.flatMap(FindingRule::ofWord);
    if (rule.isEmpty()) {
      reader.problem(
          line,
          path
              + ".finding must be one of "
              + Arrays.stream(FindingRule.values())
                  .map(FindingRule::word)
                  .collect(Collectors.joining(", "))
              + word.map(text -> ", but is \"" + text + "\"").orElse(""));
    }
    return rule;
  }

  Optional<LocalDate> date(int line, Optional<String> text) {
    try {
      Optional<LocalDate> date = text.map(LocalDate::parse);
      if (date.isPresent()) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    reader.problem(
        line,
        path
            + ".expires must be a day such as 2027-01-31"
            + text.map(found -> ", but is \"" + found + "\"").orElse(""));
    return Optional.empty();
  }

  private Optional<String> demanded(int line, SortedMap<String, Node> keys, String key) {
    Optional<String> text = text(keys, key).filter(found -> !found.isBlank());
    if (text.isEmpty()) {
      reader.problem(line, path + "." + key + " must say why the finding is accepted");
    }
    return text;
  }

  private Optional<String> text(SortedMap<String, Node> keys, String key) {
    return reader.text(Optional.ofNullable(keys.get(key)), path + "." + key);
  }

  /** {@code 8443/TCP}, as {@code --port} takes it, is {@code TCP/8443} in reports. */
  private static String port(String text) {
    int slash = text.indexOf('/');
    return slash > 0 && Character.isDigit(text.charAt(0))
        ? text.substring(slash + 1) + "/" + text.substring(0, slash)
        : text;
  }
}
