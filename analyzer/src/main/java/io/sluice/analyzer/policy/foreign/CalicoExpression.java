package io.sluice.analyzer.policy.foreign;

import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calico's selector language, as far as it is plain: clauses such as {@code app == "cart"}, {@code
 * tier in {"a", "b"}}, {@code has(app)} and {@code all()}, joined by {@code &&}.
 */
final class CalicoExpression {
  private static final String KEY = "([-A-Za-z0-9_./]+)";
  private static final String TEXT = "(?:'[^']*'|\"[^\"]*\")";
  private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(==|!=)\\s*(" + TEXT + ")");
  private static final Pattern MEMBERSHIP =
      Pattern.compile(
          KEY + "\\s+(not\\s+in|in)\\s*\\{\\s*(" + TEXT + "(?:\\s*,\\s*" + TEXT + ")*)\\s*\\}");
  private static final Pattern PRESENCE = Pattern.compile("(!?)\\s*has\\(\\s*" + KEY + "\\s*\\)");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private CalicoExpression() {}

  /**
   * The conditions of an expression, all of which must hold; empty where any part is not plain,
   * because an {@code ||} or a bracket may undo all the others.
   */
  static Optional<List<LabelRequirement>> parse(String expression) {
    List<LabelRequirement> conditions = new ArrayList<>();
    if (expression.isBlank()) {
      return Optional.of(conditions);
    }
    for (String part : expression.split("&&", -1)) {
      String clause = part.strip();
      Optional<LabelRequirement> condition = condition(clause);
      condition.ifPresent(conditions::add);
      if (condition.isEmpty() && !clause.equals("all()")) {
        return Optional.empty();
      }
    }
    return Optional.of(conditions);
  }

  private static Optional<LabelRequirement> condition(String clause) {
    Matcher equality = EQUALITY.matcher(clause);
    if (equality.matches()) {
      return listed(equality.group(1), equality.group(2).equals("=="), equality.group(3));
    }
    Matcher membership = MEMBERSHIP.matcher(clause);
    if (membership.matches()) {
      return listed(membership.group(1), membership.group(2).equals("in"), membership.group(3));
    }
    Matcher presence = PRESENCE.matcher(clause);
    if (!presence.matches()) {
      return Optional.empty();
    }
    Operator operator = presence.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
    return Optional.of(new LabelRequirement(presence.group(2), operator, new TreeSet<>()));
  }

  private static Optional<LabelRequirement> listed(String key, boolean in, String quoted) {
    SortedSet<String> values = new TreeSet<>();
    Matcher text = QUOTED.matcher(quoted);
    while (text.find()) {
      values.add(text.group().substring(1, text.group().length() - 1));
    }
    return Optional.of(new LabelRequirement(key, in ? Operator.IN : Operator.NOT_IN, values));
  }
}
