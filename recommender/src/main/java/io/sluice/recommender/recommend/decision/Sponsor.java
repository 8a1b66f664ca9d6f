package io.sluice.recommender.recommend.decision;

import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.time.LocalDate;

/**
 * Who stands for a decision, and until when.
 *
 * @param owner a person or team
 * @param reason why
 * @param ticket where it was discussed, or ""
 * @param expires the last day on which it holds, UTC
 * @param place where it is written
 */
public record Sponsor(
    String owner, String reason, String ticket, LocalDate expires, ObjectOrigin place) {
  /** A short name: the ticket, else the place. */
  public String name() {
    return ticket.isEmpty() ? place.file() + ":" + place.line() : ticket;
  }

  /** {@code OPS-12 (team-shop, until 2027-03-31): the new database}. */
  public String words() {
    return name() + " (" + owner + ", until " + expires + "): " + reason;
  }
}
