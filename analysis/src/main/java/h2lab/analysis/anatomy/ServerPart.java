package h2lab.analysis.anatomy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a server can be busy with. In this order charts stack their processor time. */
public enum ServerPart {
  /** Asking who is ready, sleeping, being woken, and putting virtual threads on and off. */
  @JsonProperty("waiting")
  WAITING("waiting for clients"),
  /** With the kernel's share. A thread that sleeps until its one socket has octets does so here. */
  @JsonProperty("reading")
  READING("reading sockets"),
  /** With the kernel's share, which on loopback is the way to the peer as well. */
  @JsonProperty("writing")
  WRITING("writing to sockets"),
  /** Handshake, decryption, encryption. */
  @JsonProperty("tls")
  TLS("TLS"),
  /** HTTP/2, by our core or a complete library. */
  @JsonProperty("protocol")
  PROTOCOL("HTTP/2"),
  /** Action table, facts, buffers, event loop: what is left of our own code, and of Netty's. */
  @JsonProperty("dispatch")
  DISPATCH("dispatch"),
  /** Flight Recorder, and what calls it. */
  @JsonProperty("recording")
  RECORDING("recording"),
  /** Compilers, collector and all else that runs no Java code, so that no sample is of it. */
  @JsonProperty("jvm")
  JVM("the JVM's own threads"),
  /** Samples whose stack no rule knows, or that have none. */
  @JsonProperty("other")
  OTHER("other");

  private final String label;

  ServerPart(String label) {
    this.label = label;
  }

  /** As legends name it. */
  public String label() {
    return label;
  }
}
