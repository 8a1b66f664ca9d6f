package io.sluice.recommender.pr.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The difference of two texts, as {@code diff -u} shows it. */
public final class FileDiff {
  private FileDiff() {}

  /** Hunks with three lines around them; "" for equal texts. */
  public static String of(String before, String after) {
    RawText old = new RawText(before.getBytes(StandardCharsets.UTF_8));
    RawText now = new RawText(after.getBytes(StandardCharsets.UTF_8));
    EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, now);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(edits, old, now);
      formatter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** {@code +3 −1} lines. */
  public static String count(String before, String after) {
    RawText old = new RawText(before.getBytes(StandardCharsets.UTF_8));
    RawText now = new RawText(after.getBytes(StandardCharsets.UTF_8));
    int added = 0;
    int removed = 0;
    for (var edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, old, now)) {
      added += edit.getLengthB();
      removed += edit.getLengthA();
    }
    return "+" + added + " −" + removed + " lines";
  }
}
