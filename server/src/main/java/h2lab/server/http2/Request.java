package h2lab.server.http2;

/**
 * What a header section asks for, as far as it matters here (RFC 9113 section 8.3.1).
 *
 * @param answer null if the request is malformed
 * @param contentLength as told by the client; -1 if it did not
 * @param fault what is malformed; null if nothing
 */
record Request(Answer answer, long contentLength, String fault) {
  /** Whether the prebuilt answer serves it, given that the request has no content. */
  boolean isPlainHello() {
    return answer == Answer.HELLO && contentLength <= 0;
  }

  boolean isMalformed() {
    return fault != null;
  }
}
