package io.sluice.ingest;

import java.util.Locale;

/** The formats that a log's content can show; the second half is recognised but not read yet. */
public enum LogFormat {
  HUBBLE("Cilium Hubble JSON", true),
  ACNS("AKS container network logs (ACNS)", true),
  CONTAINER_NETWORK_LOGS("Log Analytics ContainerNetworkLogs", true),
  RETINA("Retina", true),
  VNET("Azure VNet flow log v4", true),
  NSG("Azure NSG flow log", true),
  GKE_POLICY("GKE network policy log", true),
  CALICO("Calico flow log", true),
  EDGES("Sluice edge table", true),
  EMPTY("empty", true),
  CALICO_SYSLOG("Calico syslog of denials", false),
  GOLDMANE("Calico Goldmane or Whisker", false),
  ANTREA("Antrea flow log", false),
  NETOBSERV("NetObserv", false),
  LOKI("Loki response", false),
  AWS_VPC("AWS VPC flow log", false),
  GCP_VPC("GCP VPC flow log", false),
  CLOUDWATCH("CloudWatch subscription", false),
  GOFLOW2("goflow2 JSON", false),
  PMACCT("pmacct JSON", false),
  INSPEKTOR_GADGET("Inspektor Gadget trace", false),
  CONNTRACK("conntrack listing", false),
  CSV("CSV with a header", false),
  CLUSTER_OBJECTS("Kubernetes objects, not a flow log", false),
  UNKNOWN("no known format", false);

  private final String title;
  private final boolean supported;

  LogFormat(String title, boolean supported) {
    this.title = title;
    this.supported = supported;
  }

  /** The word in reports and of {@code --format}, such as {@code aws-vpc}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** Whether Sluice reads it. */
  public boolean supported() {
    return supported;
  }
}
