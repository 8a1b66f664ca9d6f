package io.sluice.analyzer.edge.file;

import io.sluice.analyzer.cluster.Party;
import org.roaringbitmap.RoaringBitmap;

/** The numbers under which rows that are written name parties and pods. */
interface Numbering {
  /** The number of a party that rows name. */
  int of(Party party);

  /** The numbers of pods for their ids. */
  RoaringBitmap of(RoaringBitmap ids);
}
