package io.sluice.recommender.pr.host;

/**
 * How long texts may be on a host, in characters.
 *
 * @param titleChars of a title
 * @param bodyChars of a pull request's text
 * @param commentChars of a comment
 */
public record HostLimits(int titleChars, int bodyChars, int commentChars) {
  private static final int MARKER_CHARS = 100;

  /** Refuses a pull request that does not fit: nothing of it is cut off in silence. */
  public void require(String title, String body) {
    require("the title", title, titleChars);
    require("the text", body, bodyChars);
  }

  /** How many characters a comment has beside the marker that finds it again. */
  public int commentText() {
    return commentChars - MARKER_CHARS;
  }

  /** Refuses a comment that does not fit. */
  public void requireComment(String comment) {
    require("the comment", comment, commentChars);
  }

  private static void require(String what, String text, int most) {
    if (text.length() > most) {
      throw new HostException(
          HostException.Reason.REFUSED,
          what + " has " + text.length() + " characters; the host takes " + most);
    }
  }
}
