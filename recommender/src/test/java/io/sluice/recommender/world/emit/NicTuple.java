package io.sluice.recommender.world.emit;

import io.sluice.recommender.world.WorldNode;
import java.time.Instant;

/**
 * One state of a flow at the network interface of a node.
 *
 * @param nic whose interface
 * @param rule what decided
 * @param client who opened it, as the interface sees it
 * @param out whether it leaves there
 * @param state B, C, E, or D where it was stopped
 * @param sent packets from the client since the last state
 * @param received packets from the server since the last state
 */
record NicTuple(
    WorldNode nic,
    Instant at,
    int number,
    String rule,
    String client,
    String server,
    int clientPort,
    int serverPort,
    int protocol,
    boolean out,
    char state,
    int sent,
    int received)
    implements Comparable<NicTuple> {

  @Override
  public int compareTo(NicTuple other) {
    int byTime = at.compareTo(other.at);
    int byNumber = Integer.compare(number, other.number);
    return byTime != 0 ? byTime : byNumber != 0 ? byNumber : Character.compare(state, other.state);
  }

  /** As VNet flow logs of version 4 write it. */
  String vnet() {
    return at.toEpochMilli()
        + ","
        + client
        + ","
        + server
        + ","
        + clientPort
        + ","
        + serverPort
        + ","
        + protocol
        + ","
        + (out ? "O" : "I")
        + ","
        + state
        + ",NX,"
        + sent
        + ","
        + bytes(sent)
        + ","
        + received
        + ","
        + bytes(received);
  }

  /** As NSG flow logs of version 2 write it. */
  String nsg() {
    boolean counted = state == 'C' || state == 'E';
    return at.getEpochSecond()
        + ","
        + client
        + ","
        + server
        + ","
        + clientPort
        + ","
        + serverPort
        + ","
        + (protocol == 17 ? "U" : "T")
        + ","
        + (out ? "O" : "I")
        + ","
        + (state == 'D' ? "D,B" : "A," + state)
        + (counted
            ? "," + sent + "," + bytes(sent) + "," + received + "," + bytes(received)
            : ",,,,");
  }

  /** Packets without data have 60 bytes or so; a connection that says something has larger ones. */
  private static int bytes(int packets) {
    return packets < 4 ? packets * 60 : packets * 60 + 900;
  }
}
