package io.sluice.analyzer.policy.load;

import java.util.regex.Pattern;

/**
 * The spellings that the API server accepts for names, labels and port names.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a>
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">labels</a>
 */
public final class ApiSyntax {
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern LABEL = Pattern.compile(DNS_LABEL);
  private static final Pattern SUBDOMAIN = Pattern.compile(DNS_LABEL + "(\\." + DNS_LABEL + ")*");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]*[a-z][-a-z0-9]*");

  private ApiSyntax() {}

  /** A namespace's name: one DNS label. */
  public static boolean isNamespace(String text) {
    return text.length() <= 63 && LABEL.matcher(text).matches();
  }

  /** A policy's name, or a workload's: a DNS subdomain. */
  public static boolean isName(String text) {
    return text.length() <= 253 && SUBDOMAIN.matcher(text).matches();
  }

  /** A label's or annotation's key: a name, with a DNS subdomain and a slash before it or not. */
  public static boolean isLabelKey(String text) {
    int slash = text.indexOf('/');
    String name = text.substring(slash + 1);
    return (slash < 0 || isName(text.substring(0, slash)))
        && name.length() <= 63
        && QUALIFIED.matcher(name).matches();
  }

  /** A label's value, which may be empty. */
  public static boolean isLabelValue(String text) {
    return text.isEmpty() || (text.length() <= 63 && QUALIFIED.matcher(text).matches());
  }

  /** An IANA service name. */
  static boolean isPortName(String text) {
    return text.length() <= 15
        && PORT_NAME.matcher(text).matches()
        && !text.startsWith("-")
        && !text.endsWith("-")
        && !text.contains("--");
  }
}
