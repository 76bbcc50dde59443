package h2lab.tracing;

/** What waits in the buffers of one client, in octets. Asked only while somebody records it. */
public interface QueueLevels {
  /** Octets from the wire not yet decrypted; 0 in cleartext. */
  int tlsPending();

  /** Plain octets waiting to be encrypted; 0 in cleartext. */
  int toEncrypt();

  /** Octets waiting for the socket. */
  int toWrite();

  /** Pieces those octets are in. */
  int writeChunks();
}
