package h2lab.analysis.check.trace;

import h2lab.analysis.check.AlteredSource;

/**
 * Faults of a server that its recordings must give away. The servers carry no switch for them: a
 * fault is a change of one source file, whose classes go before the real ones on the class path.
 */
enum SeededFault {
  SKIPPED_ACTION(
      Rule.PROGRESS,
      "an action is recorded and not run",
      "async-custom",
      "jdk",
      "server",
      "dispatch/poll/ClientMoves",
      "  void encrypt() throws IOException {",
      """
        private static int turns;

        void encrypt() throws IOException {
          if (++turns == 50) {
            return;
          }
      """),
  SKIPPED_ROW(
      Rule.FIRST_ENABLED,
      "the client is put to sleep although an action can be taken",
      "async-custom",
      "jdk",
      "server",
      "dispatch/poll/Client",
      "    Action action = Action.TABLE.next(facts.bits());",
      """
          Action next = Action.TABLE.next(facts.bits());
          Action action =
              next == Action.PROCESS_FRAMES && conversation.trace().step() > 100
                  ? Action.WAIT
                  : next;
      """),
  LOST_WAKE_UP(
      Rule.COVERED,
      "octets wait to be written, and nobody remembers to wait for the socket",
      "async-custom",
      "off",
      "server",
      "dispatch/poll/ClientMoves",
      "    Received received = conversation.process();\n    noteReplies();",
      """
          Received received = conversation.process();
          if (conversation.trace().step() < 100) {
            noteReplies();
          }
      """),
  LOST_REPLIES(
      Rule.TO_ENCRYPT,
      "replies of the core are forgotten before they are encrypted",
      "virtual-thread",
      "jdk",
      "server",
      "dispatch/Conversation",
      "    return received;\n",
      """
          if (trace.step() > 100) {
            plainOut.clear();
          }
          return received;
      """),
  SHARED_FRAME(
      Rule.STREAMS,
      "all threads put the stream id into one prebuilt frame, as the ancestor's did",
      "thread",
      "off",
      "server",
      "http2/HelloResponse",
      """
          out.putInt(at + STREAM_ID_AT, streamId);
          out.putInt(at + DATA_AT + STREAM_ID_AT, streamId);
      """,
      """
          ByteBuffer shared = ByteBuffer.wrap(FRAMES);
          shared.putInt(STREAM_ID_AT, streamId);
          shared.putInt(DATA_AT + STREAM_ID_AT, streamId);
          Thread.yield();
          out.position(at).put(FRAMES);
      """),
  LOST_EVENT(
      Rule.NO_GAP,
      "an action is run and not recorded",
      "none",
      "off",
      "tracing",
      "ClientTrace",
      "      action.commit();",
      """
            if (step != 20) {
              action.commit();
            }
      """);

  final Rule caughtBy;
  final String means;
  final String method;
  final String tls;
  private final String module;
  private final String type;
  private final String sound;
  private final String faulty;

  SeededFault(
      Rule caughtBy,
      String means,
      String method,
      String tls,
      String module,
      String type,
      String sound,
      String faulty) {
    this.caughtBy = caughtBy;
    this.means = means;
    this.method = method;
    this.tls = tls;
    this.module = module;
    this.type = type;
    this.sound = sound;
    this.faulty = faulty;
  }

  /** The class with the fault. */
  AlteredSource source() {
    return AlteredSource.replacing(module, type, sound, faulty);
  }
}
