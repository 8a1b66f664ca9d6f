package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.Reporter;
import org.jspecify.annotations.Nullable;

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

  private final EndpointDictionary endpoints;
  private final AddressMemo others = new AddressMemo();
  private byte[] bytes = {};
  private int at;
  private int limit;
  private boolean odd;

  /** How many digits the last number has. */
  private int digits;

  /** The last address, if it is none that is written in dotted decimals. */
  private @Nullable IpAddress other;

  private AzureTuple.Kind kind = AzureTuple.Kind.VNET;

  FastAzureTuple(EndpointDictionary endpoints) {
    this.endpoints = endpoints;
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
    long source = address();
    IpAddress sourceOther = other;
    long destination = address();
    IpAddress destinationOther = other;
    flow.sourcePort = port();
    flow.destinationPort = port();
    boolean letter = at < limit && bytes[at] > '9';
    flow.protocol = letter ? namedProtocol() : protocol();
    flow.reporter = direction();
    rest(letter, flow);
    if (odd || at >= limit || bytes[at] != '"') {
      return NOT_PLAIN;
    }
    flow.source = end(source, sourceOther);
    flow.destination = end(destination, destinationOther);
    flow.family =
        family(
            sourceOther != null && sourceOther.v6(),
            destinationOther != null && destinationOther.v6());
    return at + 1;
  }

  private void rest(boolean letter, Flow flow) {
    if (!letter) {
      kind = AzureTuple.Kind.VNET;
      int state = letter();
      odd |= !TupleMeaning.isState(state) && state != 'D';
      comma();
      counted(flow, state, encryptionDropped() || state == 'D');
      return;
    }
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

  private int end(long ipv4, @Nullable IpAddress otherwise) {
    return otherwise == null ? endpoints.internV4((int) ipv4) : endpoints.intern(otherwise);
  }

  private static AddressFamily family(boolean sourceV6, boolean destinationV6) {
    if (sourceV6 != destinationV6) {
      return AddressFamily.UNKNOWN;
    }
    return sourceV6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
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

  private int namedProtocol() {
    int letter = letter();
    odd |= letter != 'T' && letter != 'U';
    comma();
    return letter == 'T' ? TupleMeaning.TCP : TupleMeaning.UDP;
  }

  private Reporter direction() {
    int letter = letter();
    odd |= letter != 'I' && letter != 'O';
    comma();
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

  /** The bits of a dotted address; of any other {@link #other} has what it is. */
  private long address() {
    int from = at;
    other = null;
    long bits = octet();
    for (int dots = 0; dots < 3 && bits >= 0; dots++) {
      at++;
      int octet = at <= limit && bytes[at - 1] == '.' ? octet() : -1;
      bits = octet < 0 ? -1 : (bits << 8) | octet;
    }
    if (bits < 0 || at >= limit || bytes[at] != ',') {
      at = from;
      otherAddress();
      bits = 0;
    }
    comma();
    return bits;
  }

  /** Leading zeros are refused: some readers take them for octal. */
  private int octet() {
    int from = at;
    int octet = (int) digits();
    boolean good = digits == 1 || (digits > 1 && digits <= 3 && bytes[from] != '0' && octet <= 255);
    return good ? octet : -1;
  }

  private void otherAddress() {
    int from = at;
    while (at < limit && AddressMemo.mayHold(bytes[at])) {
      at++;
    }
    other = others.get(bytes, from, at);
    odd |= other == null;
  }

  /** A number or nothing, which is 0. */
  private long counter() {
    long value = digits();
    odd |= digits > MAX_DIGITS;
    return value;
  }

  private long digits() {
    int i = at;
    int end = Math.min(limit, i + MAX_DIGITS + 1);
    long value = 0;
    while (i < end) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      i++;
    }
    digits = i - at;
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
