package io.sluice.ingest.decode.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what texts mean, by their bytes: a log writes the same few thousand addresses, names
 * and enums over and over. What a text means is a function's to say; it is asked once.
 *
 * <p>HOT PATH: asked for every text of a record that is looked at; allocates for unknown texts
 * only. Bounded: it forgets all when it is full. One thread's.
 *
 * @param <T> what a text means
 */
public final class TextMemo<T> {
  private static final int LONGEST = 256;

  private final Function<String, T> meaning;
  private final int most;
  private byte[] @Nullable [] texts = new byte[16][];
  private int[] hashes = new int[16];
  private Object[] meanings = new Object[16];
  private int count;

  /**
   * A memo.
   *
   * @param most so many texts are remembered at once
   * @param meaning what an ASCII text means; the same at every call
   */
  public TextMemo(int most, Function<String, T> meaning) {
    this.most = most;
    this.meaning = meaning;
  }

  /** What a range of ASCII bytes means. */
  @SuppressWarnings("unchecked") // only get puts meanings in
  public T get(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int slot = hash & (texts.length - 1);
    for (byte[] text = texts[slot]; text != null; text = texts[slot]) {
      if (hashes[slot] == hash && Arrays.equals(bytes, from, to, text, 0, text.length)) {
        return (T) meanings[slot];
      }
      slot = (slot + 1) & (texts.length - 1);
    }
    T found = meaning.apply(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    if (to - from <= LONGEST) {
      put(Arrays.copyOfRange(bytes, from, to), hash, found);
    }
    return found;
  }

  /** How many texts it knows. */
  public int size() {
    return count;
  }

  private void put(byte[] text, int hash, Object found) {
    if (count == most) {
      resize(16, false);
    } else if (2 * count >= texts.length) {
      resize(2 * texts.length, true);
    }
    insert(text, hash, found);
  }

  private void insert(byte[] text, int hash, Object found) {
    int slot = hash & (texts.length - 1);
    while (texts[slot] != null) {
      slot = (slot + 1) & (texts.length - 1);
    }
    texts[slot] = text;
    hashes[slot] = hash;
    meanings[slot] = found;
    count++;
  }

  private void resize(int size, boolean keep) {
    byte[] @Nullable [] oldTexts = texts;
    int[] oldHashes = hashes;
    Object[] oldMeanings = meanings;
    texts = new byte[size][];
    hashes = new int[size];
    meanings = new Object[size];
    count = 0;
    for (int i = 0; keep && i < oldTexts.length; i++) {
      byte[] text = oldTexts[i];
      if (text != null) {
        insert(text, oldHashes[i], oldMeanings[i]);
      }
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = mixed(hash ^ Words.at(bytes, i));
    }
    hash = mixed(hash ^ Words.first(bytes, i, to));
    return (int) hash;
  }

  private static long mixed(long word) {
    long product = word * Words.MIX;
    return product ^ product >>> 32;
  }
}
