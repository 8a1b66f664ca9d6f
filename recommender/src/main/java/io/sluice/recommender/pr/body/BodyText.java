package io.sluice.recommender.pr.body;

import io.sluice.recommender.pr.PullRequestText;
import io.sluice.recommender.write.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the text: what would break, what changes, the evidence, what was not seen, how to undo and
 * try. The core is cut to {@value #MAX_CORE} characters; all of it goes where there is room.
 */
public final class BodyText {
  /** Azure DevOps takes 4,000 characters of a description; the marker needs some. */
  public static final int MAX_CORE = 3_500;

  private static final int PODS_NAMED = 3;
  private static final List<Integer> GIVE_WAY = List.of(2, 3, 4, 1, 0);

  private final Facts facts;

  private BodyText(Facts facts) {
    this.facts = facts;
  }

  /**
   * The text.
   *
   * @param elsewhere where what does not fit stands, such as "in the comment below"
   */
  public static PullRequestText of(Facts facts, String elsewhere) {
    BodyText body = new BodyText(facts);
    Budget budget = new Budget(body.sections(PODS_NAMED), GIVE_WAY, elsewhere);
    String core = budget.text(MAX_CORE);
    boolean cut =
        budget.isCut()
            || facts.workloads().stream().anyMatch(w -> w.isolated().size() > PODS_NAMED)
            || !facts.declined().isEmpty();
    return new PullRequestText(
        core.length() <= MAX_CORE ? core : core.substring(0, MAX_CORE - 2) + "…\n",
        cut ? Optional.of(body.whole()) : Optional.empty());
  }

  /** All of it, however long. */
  public static String whole(Facts facts) {
    return new BodyText(facts).whole();
  }

  private String whole() {
    String text = new Budget(sections(Integer.MAX_VALUE), List.of(), "").text(Integer.MAX_VALUE);
    StringBuilder all = new StringBuilder(text);
    for (Facts.Declined file : facts.declined()) {
      all.append("\n").append(Cells.sentence(file.path())).append(" would have changed:\n\n");
      // Four spaces make code of a line, whatever stands in it; there is no fence to close.
      Escape.terminal(file.diff().replace("\n", "\u0000"))
          .replace("\\u0000", "\n")
          .lines()
          .forEach(line -> all.append("    ").append(line).append('\n'));
    }
    return all.toString();
  }

  private List<Section> sections(int podsNamed) {
    return List.of(risk(), changes(podsNamed), evidence(), unseen(), how());
  }

  private Section risk() {
    List<String> before = new ArrayList<>(List.of("### What would break", ""));
    if (facts.denied().isEmpty()) {
      before.add("**No recorded flow that passes today would be denied.** " + checked());
      return Section.of(before);
    }
    int count = facts.denied().size();
    before.add(
        "**"
            + count
            + (count == 1 ? " recorded flow passes" : " recorded flows pass")
            + " today and would be denied.** "
            + checked());
    before.add("");
    before.addAll(
        Cells.head("Confidence", "From", "To", "Port", "Connections", "Last seen", "Why"));
    List<String> rows = new ArrayList<>();
    for (Facts.Denial denial : facts.denied()) {
      rows.add(
          Cells.row(
              List.of(
                  denial.confidence(),
                  denial.from(),
                  denial.to(),
                  denial.port(),
                  denial.connections(),
                  denial.lastSeen(),
                  denial.because())));
    }
    return new Section(before, rows, "flows", 5);
  }

  private String checked() {
    return Cells.sentence(facts.checked());
  }

  private Section changes(int podsNamed) {
    List<String> before = new ArrayList<>(List.of("### What changes", ""));
    facts.stages().forEach(line -> before.add("- " + Cells.sentence(line)));
    facts.remarks().forEach(line -> before.add("- " + Cells.sentence(line)));
    before.add("");
    before.addAll(
        Cells.head("Policy", "", "Ingress", "Egress", "Pods that become isolated", "Learning"));
    List<String> rows = new ArrayList<>();
    for (Facts.Line line : facts.workloads()) {
      rows.add(
          String.join(
              " | ",
              "| " + Cells.name(line.workload()),
              Cells.name(line.word()),
              Cells.name(line.ingress()),
              Cells.name(line.egress()),
              pods(line, podsNamed),
              Cells.name(line.learning()) + " |"));
    }
    return new Section(before, rows, "policies", 5);
  }

  /** {@code ingress: cart-1, cart-2, …3 more}. */
  private static String pods(Facts.Line line, int podsNamed) {
    if (line.isolated().isEmpty()) {
      return "–";
    }
    int shown = Math.min(podsNamed, line.isolated().size());
    int more = line.isolated().size() - shown;
    return line.directions()
        + ": "
        + String.join(", ", line.isolated().subList(0, shown).stream().map(Cells::name).toList())
        + (more > 0 ? ", …" + more + " more" : "");
  }

  private Section evidence() {
    List<String> before = new ArrayList<>(List.of("### Evidence (" + window() + ")", ""));
    if (facts.evidence().isEmpty()) {
      before.add(
          facts.tightens()
              ? "No recorded flow needs what goes."
              : "No rule is added, so no flow is shown: this only closes what no recorded flow uses.");
      return Section.of(before);
    }
    before.addAll(
        Cells.head(
            "Workload", "Dir", "Peer", "Port", "Connections", "Hours", "Confidence", "Last seen"));
    List<String> rows = new ArrayList<>();
    for (Facts.Support support : facts.evidence()) {
      rows.add(
          Cells.row(
              List.of(
                  support.workload(),
                  support.direction(),
                  support.peer(),
                  support.port(),
                  support.connections(),
                  support.hours(),
                  support.confidence(),
                  support.lastSeen())));
    }
    return new Section(before, rows, "rows", 3);
  }

  private String window() {
    return Cells.sentence(facts.window());
  }

  private Section unseen() {
    List<String> items = facts.unseen().stream().map(line -> "- " + Cells.sentence(line)).toList();
    return new Section(List.of("### Not seen by this tool", ""), items, "blind spots", 3);
  }

  private Section how() {
    List<String> before = new ArrayList<>(List.of("### Undo and try", ""));
    String path = facts.path().isEmpty() ? "." : facts.path();
    String folder = "'" + path.replace("'", "'\\''") + "'";
    before.add("Try first, and watch after the merge (`--since`: the time of the merge):");
    before.add("");
    before.add("    sluice check LOGS --cluster SNAPSHOT --add-policies " + plain(folder));
    before.add("    sluice check NEW-LOGS --cluster NEW-SNAPSHOT --since TIME");
    before.add("");
    before.add("Undo: `git revert` of the merge.");
    if (facts.waysOut().isEmpty() || facts.tightens()) {
      return Section.of(before);
    }
    before.add("To open a workload at once, and until that policy is deleted:");
    before.add("");
    WaysOut.FUNCTION.forEach(line -> before.add("    " + line));
    List<String> lines =
        facts.waysOut().stream().map(wayOut -> "    " + WaysOut.line(wayOut)).toList();
    return new Section(before, lines, "commands of this kind", 2);
  }

  /** In a code block there is no markup, but a line's end would end it. */
  private static String plain(String text) {
    return Escape.terminal(text);
  }
}
