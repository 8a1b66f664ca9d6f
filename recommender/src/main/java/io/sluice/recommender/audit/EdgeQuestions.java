package io.sluice.recommender.audit;

import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.Vantage;
import io.sluice.recommender.audit.EdgeEnds.End;
import io.sluice.recommender.audit.PortClasses.PortClass;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.evidence.RecordedFamilies;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What policies are asked about an edge: one pair of ends for every class of clients, every class
 * of servers and every class of ports, by the way that the records tell, in each address family
 * that the edge was recorded in.
 */
public final class EdgeQuestions {
  /**
   * A pair of ends that stands for others.
   *
   * @param asked the connection between them; where they could talk in both address families, one
   *     for each that was recorded. All of them must pass
   * @param pairs how many pairs of distinct ends they stand for, once for each port
   */
  public record Question(List<RecordedFamilies.Asked> asked, long pairs) {}

  /**
   * All that is asked about one edge.
   *
   * @param all the questions; none where there is a problem
   * @param problem why nothing can be asked, or ""
   */
  public record Questions(List<Question> all, String problem) {}

  private final EdgeEnds ends;
  private final Entrances entrances;
  private final Inventory inventory;
  private final List<PolicySet> policies;
  private @Nullable PortClasses ports;

  /** Questions that tell apart what one of these sets of policies can tell apart. */
  public EdgeQuestions(Inventory inventory, PodDirectory pods, List<PolicySet> policies) {
    AddressClasses addresses = AddressClasses.toldApartBy(policies);
    this.entrances = new Entrances(inventory, addresses);
    this.inventory = inventory;
    this.policies = policies;
    this.ends = new EdgeEnds(inventory, pods, addresses, entrances);
  }

  /** The questions about an edge. */
  public Questions of(JudgedEdge judged) {
    if (judged.ambiguous()) {
      return new Questions(List.of(), "which end opened the connection is not known");
    }
    Edge edge = judged.edge();
    End from = ends.client(edge);
    End to = ends.server(edge);
    String problem = from.problem().isEmpty() ? to.problem() : from.problem();
    return problem.isEmpty()
        ? new Questions(product(edge, from, to), "")
        : new Questions(List.of(), problem);
  }

  private List<Question> product(Edge edge, End from, End to) {
    boolean atThePod = edge.vantages().stream().allMatch(Vantage::atPod);
    List<Question> questions = new ArrayList<>();
    for (PortClass port : ports(edge)) {
      for (SubjectClass clients : from.classes()) {
        for (SubjectClass servers : to.classes()) {
          List<Subject> sample = clients.sampleWith(servers);
          questions.add(
              new Question(
                  RecordedFamilies.questions(
                      edge,
                      entrances.recorded(
                          new Connection(
                              sample.get(0), sample.get(1), edge.key().protocol(), port.first()),
                          atThePod)),
                  port.count() * Math.max(1, clients.pairsWith(servers))));
        }
      }
    }
    return questions;
  }

  private List<PortClass> ports(Edge edge) {
    if (edge.ports().isEmpty()) {
      return List.of(new PortClass(edge.key().port(), 1));
    }
    PortClasses classes = ports;
    if (classes == null) {
      classes = new PortClasses(inventory, policies);
      ports = classes;
    }
    return classes.of(edge.ports());
  }
}
