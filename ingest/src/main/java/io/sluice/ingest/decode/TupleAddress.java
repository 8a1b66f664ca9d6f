package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.decode.bytes.Words;
import org.jspecify.annotations.Nullable;

/**
 * One of the two address fields of a tuple. What is new becomes an end only when the whole tuple is
 * known to be good.
 *
 * <p>HOT PATH: twice for every tuple; allocates only for an address that is new. One thread's.
 */
final class TupleAddress {
  /** What both fields know. */
  record Known(EndpointDictionary endpoints, AddressIds ids, KnownAddresses others) {}

  private static final int LONGEST = 64;

  private final Known known;
  private long first;
  private long second;
  private boolean isShort;
  private int value;

  /** What the text means, where its value is not known. */
  private @Nullable IpAddress address;

  TupleAddress(Known known) {
    this.known = known;
  }

  /**
   * Reads the field.
   *
   * @return the index of the comma behind it, or -1 where it is no address
   */
  int read(byte[] bytes, int at, int limit) {
    if (at + 16 > limit) {
      return slowly(bytes, at, limit);
    }
    first = Words.at(bytes, at);
    second = 0;
    int length;
    long comma = Words.find(first, ',');
    if (comma != 0) {
      length = Words.lowest(comma);
      first = Words.first(first, length);
    } else {
      second = Words.at(bytes, at + 8);
      comma = Words.find(second, ',');
      if (comma == 0) {
        return slowly(bytes, at, limit);
      }
      length = Words.lowest(comma);
      second = Words.first(second, length);
      length += 8;
    }
    // The last byte is free for the length: a zero in the text is not the end of it.
    second |= (long) length << 56;
    isShort = true;
    value = known.ids.get(first, second);
    if (value == AddressIds.NONE) {
      address = address(bytes, at, at + length);
      return address == null ? -1 : at + length;
    }
    return at + length;
  }

  private int slowly(byte[] bytes, int at, int limit) {
    isShort = false;
    value = AddressIds.NONE;
    int end = at;
    while (end < limit && bytes[end] != ',' && bytes[end] != '"') {
      end++;
    }
    address = end == limit ? null : address(bytes, at, end);
    return address == null ? -1 : end;
  }

  /** The address that a text writes; a zone in it may hold what no text of a log may. */
  private @Nullable IpAddress address(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!mayHold(bytes[i])) {
        return null;
      }
    }
    return to - from > LONGEST ? null : known.others.get(bytes, from, to);
  }

  private static boolean mayHold(byte b) {
    boolean digit = b >= '0' && b <= '9';
    boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    return digit || letter || b == ':' || b == '.' || b == '%' || b == '/';
  }

  /** The id of the end that it is. */
  int id() {
    if (value == AddressIds.NONE && address != null) {
      value = AddressIds.value(known.endpoints.intern(address), address.v6());
      if (isShort) {
        known.ids.put(first, second, value);
      }
    }
    return AddressIds.id(value);
  }

  /** Its family, once its id was asked for. */
  AddressFamily family() {
    return AddressIds.family(value);
  }
}
