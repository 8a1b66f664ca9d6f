package io.sluice.analyzer.policy.evaluate.rule;

import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicyRule;
import io.sluice.analyzer.policy.evaluate.match.Answer;
import io.sluice.analyzer.policy.evaluate.match.SelectorTable;
import io.sluice.ingest.IpAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The peers of a rule. No selector tells the pods of a class apart, so whether one surely selects
 * them is found out once per class and kept, in two bits each.
 *
 * <p>HOT PATH: {@link #surelyHeld} allocates nothing once it was asked about a class. Thread-safe
 * without locks: what is kept can be found out again, so a lost write costs time and nothing else.
 */
public final class CompiledPeers {
  private static final int CLASSES_PER_WORD = 16;
  private static final int NO = 2;
  private static final int YES = 3;

  private final String cluster;
  private final CompiledPeer[] all;
  private final CompiledPeer.Pods[] pods;
  private final CompiledPeer.Block[] blocks;

  // Kept beside each other: each length would be one more place in memory to read.
  private final boolean anybody;
  private final boolean havePods;
  private final boolean haveBlocks;

  /** By number of the class; 0 for one that was not asked about. */
  private int[] selected = {};

  private CompiledPeers(String cluster, CompiledPeer[] all) {
    this.cluster = cluster;
    this.all = all;
    this.pods = only(CompiledPeer.Pods.class).toArray(CompiledPeer.Pods[]::new);
    this.blocks = only(CompiledPeer.Block.class).toArray(CompiledPeer.Block[]::new);
    this.anybody = all.length == 0;
    this.havePods = pods.length > 0;
    this.haveBlocks = blocks.length > 0;
  }

  public static CompiledPeers of(PolicyRule rule, NetworkPolicy policy, SelectorTable selectors) {
    return new CompiledPeers(
        policy.cluster(),
        rule.peers().stream()
            .map(peer -> CompiledPeer.of(peer, policy, selectors))
            .toArray(CompiledPeer[]::new));
  }

  private <T extends CompiledPeer> List<T> only(Class<T> kind) {
    return Arrays.stream(all).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** They themselves in order; none means anybody. */
  public List<CompiledPeer> list() {
    return List.of(all);
  }

  /**
   * Whether one of them matches the traffic's other end.
   *
   * @param addresses the other end's addresses of the family in question
   */
  public Answer match(Traffic traffic, List<IpAddress> addresses) {
    Answer any = Answer.of(anybody);
    for (int i = 0; i < all.length && any != Answer.YES; i++) {
      any = any.or(all[i].matches(traffic, addresses));
    }
    return any;
  }

  /** The {@link AddressFamilies} over which one of them surely matches the other end. */
  int surelyHeld(End own, End peer) {
    if (anybody || surelySelect(peer)) {
      return AddressFamilies.BOTH;
    }
    return haveBlocks && own.blocksReach(peer) ? familiesInBlocks(peer) : 0;
  }

  private boolean surelySelect(End peer) {
    if (!havePods || !peer.isPod()) {
      return false;
    }
    int number = peer.classNumber();
    int[] known = selected;
    int word = number / CLASSES_PER_WORD;
    int shift = number % CLASSES_PER_WORD * 2;
    int answer = word < known.length ? known[word] >>> shift & 3 : 0;
    return (answer == 0 ? find(peer.pods(), word, shift) : answer) == YES;
  }

  private int find(PodClass peer, int word, int shift) {
    int answer = peer.cluster().equals(cluster) && anySurelySelects(peer) ? YES : NO;
    int[] known = selected;
    if (word >= known.length) {
      known = Arrays.copyOf(known, Math.max(word + 1, known.length * 2));
      selected = known;
    }
    known[word] |= answer << shift;
    return answer;
  }

  private boolean anySurelySelects(PodClass peer) {
    for (CompiledPeer.Pods one : pods) {
      if (one.selects(peer) == Answer.YES) {
        return true;
      }
    }
    return false;
  }

  private int familiesInBlocks(End peer) {
    int families = 0;
    for (CompiledPeer.Block block : blocks) {
      boolean v6 = block.peer().cidr().base().v6();
      if (!AddressFamilies.contain(families, v6) && block.holdsAny(peer.addresses(v6))) {
        families |= AddressFamilies.of(!v6, v6);
      }
    }
    return families;
  }
}
