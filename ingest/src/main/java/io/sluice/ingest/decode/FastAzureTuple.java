package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.decode.bytes.Words;

/**
 * Reads the tuples of {@link AzureTuple} in place, those that are written as Azure writes them;
 * touches nothing but the cursor where it finds one that is not.
 *
 * <p>HOT PATH: over every byte of a tuple; allocates only for an address that is new. One thread's.
 * Oracle: {@code FastAzureOracleTest}; benchmark: {@code AzureDecoderBenchmark}.
 */
final class FastAzureTuple {
  /** Not written as Azure writes them. */
  static final int NOT_PLAIN = -1;

  private static final int MAX_DIGITS = 18;

  /** Where {@code ?,?,NX,} has what it always has, and that. */
  private static final long USUAL_BYTES = 0x00FF_FFFF_FF00_FF00L;

  private static final long USUAL =
      (',' << 8)
          | ((long) ',' << 24)
          | ((long) 'N' << 32)
          | ((long) 'X' << 40)
          | ((long) ',' << 48);

  private final TupleAddress source;
  private final TupleAddress destination;
  private byte[] bytes = {};
  private int at;
  private int limit;
  private boolean odd;

  /** How many digits the last number has. */
  private int digits;

  private AzureTuple.Kind kind = AzureTuple.Kind.VNET;

  FastAzureTuple(EndpointDictionary endpoints) {
    TupleAddress.Known known =
        new TupleAddress.Known(endpoints, new AddressIds(), new KnownAddresses());
    source = new TupleAddress(known);
    destination = new TupleAddress(known);
  }

  AzureTuple.Kind kind() {
    return kind;
  }

  /**
   * Reads a tuple into the cursor, apart from observer and rule.
   *
   * @param from index behind the opening quote
   * @param limit where the bytes end
   * @return the index behind the closing quote, or {@link #NOT_PLAIN}
   */
  int read(byte[] bytes, int from, int limit, Flow flow) {
    this.bytes = bytes;
    this.limit = limit;
    at = from;
    odd = false;
    TupleMeaning.begin(flow);
    flow.epochMillis = Timestamps.ofNumber(number());
    if (!Timestamps.plausible(flow.epochMillis)) {
      return NOT_PLAIN;
    }
    address(source);
    address(destination);
    flow.sourcePort = port();
    flow.destinationPort = port();
    if (at < limit && bytes[at] > '9') {
      nsg(flow);
    } else {
      vnet(flow);
    }
    if (odd || at >= limit || bytes[at] != '"') {
      return NOT_PLAIN;
    }
    flow.source = source.id();
    flow.destination = destination.id();
    flow.family = source.family() == destination.family() ? source.family() : AddressFamily.UNKNOWN;
    return at + 1;
  }

  /** The usual {@code I,B,NX,} is looked at together. */
  private void vnet(Flow flow) {
    kind = AzureTuple.Kind.VNET;
    flow.protocol = protocol();
    int state;
    boolean dropped = false;
    if (at + 8 <= limit && (Words.at(bytes, at) & USUAL_BYTES) == USUAL) {
      flow.reporter = reporter(bytes[at]);
      state = bytes[at + 2];
      at += 7;
    } else {
      flow.reporter = reporter(letter());
      comma();
      state = letter();
      comma();
      dropped = encryptionDropped();
    }
    odd |= !TupleMeaning.isState(state) && state != 'D';
    counted(flow, state, dropped || state == 'D');
  }

  private void nsg(Flow flow) {
    int protocol = letter();
    odd |= protocol != 'T' && protocol != 'U';
    flow.protocol = protocol == 'T' ? TupleMeaning.TCP : TupleMeaning.UDP;
    comma();
    flow.reporter = reporter(letter());
    comma();
    int decision = letter();
    odd |= !TupleMeaning.isDecision(decision);
    TupleMeaning.decided(flow, decision);
    if (at < limit && bytes[at] == '"') {
      kind = AzureTuple.Kind.NSG_V1;
      return;
    }
    kind = AzureTuple.Kind.NSG_V2;
    comma();
    int state = letter();
    odd |= !TupleMeaning.isState(state);
    comma();
    counted(flow, state, decision == 'D');
  }

  private void counted(Flow flow, int state, boolean filtered) {
    long sentPackets = counter();
    comma();
    long sent = counter();
    comma();
    long receivedPackets = counter();
    comma();
    long received = counter();
    TupleMeaning.counted(flow, state, filtered, sentPackets, sent, receivedPackets, received);
  }

  // ---- fields, each with the comma behind it

  private long number() {
    long value = digits();
    odd |= digits == 0 || digits > MAX_DIGITS;
    comma();
    return odd ? 0 : value;
  }

  private int port() {
    long value = digits();
    odd |= digits == 0 || digits > 5 || value > TupleMeaning.LAST_PORT;
    comma();
    return (int) value;
  }

  private int protocol() {
    long value = digits();
    odd |= digits == 0 || digits > 3 || value > TupleMeaning.LAST_PROTOCOL;
    comma();
    return (int) value;
  }

  private Reporter reporter(int letter) {
    odd |= letter != 'I' && letter != 'O';
    return letter == 'O' ? Reporter.CLIENT : Reporter.SERVER;
  }

  /** Azure drops what should be encrypted and cannot be. */
  private boolean encryptionDropped() {
    int from = at;
    while (at < limit && mayNameEncryption(bytes[at])) {
      at++;
    }
    boolean dropped = at - from > 2 && TupleMeaning.isDropped(bytes, from, at);
    comma();
    return dropped;
  }

  private static boolean mayNameEncryption(byte b) {
    return b == '_' || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  private void address(TupleAddress field) {
    int end = odd ? -1 : field.read(bytes, at, limit);
    odd |= end < 0;
    at = Math.max(at, end);
    comma();
  }

  /** A number or nothing, which is 0. */
  private long counter() {
    long value = digits();
    odd |= digits > MAX_DIGITS;
    return value;
  }

  private long digits() {
    if (at + 8 > limit) {
      return digitsOneByOne(0, 0);
    }
    long word = Words.at(bytes, at);
    long end = Words.nonDigits(word);
    if (end == 0) {
      at += 8;
      return digitsOneByOne(Words.number(word, 8), 8);
    }
    digits = Words.lowest(end);
    at += digits;
    return digits == 0 ? 0 : Words.number(word, digits);
  }

  private long digitsOneByOne(long before, int digitsBefore) {
    int i = at;
    int end = Math.min(limit, i + MAX_DIGITS + 1 - digitsBefore);
    long value = before;
    while (i < end) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      i++;
    }
    digits = digitsBefore + i - at;
    at = i;
    return value;
  }

  /** A field of one letter without its comma; what is longer fails there. */
  private int letter() {
    return at < limit ? bytes[at++] : 0;
  }

  private void comma() {
    odd |= at >= limit || bytes[at] != ',';
    at++;
  }
}
