package h2lab.analysis.check.trace;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.QueueDepthRow;
import h2lab.analysis.recording.StateRow;

/** Rows as they are, but for one field. */
final class Rows {
  private Rows() {}

  static ActionRow action(ActionRow row, String facts, String action) {
    return new ActionRow(
        row.clientId(),
        row.step(),
        row.timeNanos(),
        facts,
        action,
        row.tlsPending(),
        row.toEncrypt(),
        row.toWrite(),
        row.writeChunks());
  }

  static BytesRow octets(BytesRow row, int octets) {
    return new BytesRow(
        row.clientId(), row.step(), row.timeNanos(), row.inwards(), row.point(), octets);
  }

  static FrameRow frames(FrameRow row, int count, long streamIdSum) {
    return new FrameRow(
        row.clientId(),
        row.step(),
        row.timeNanos(),
        row.direction(),
        row.type(),
        count,
        row.firstStreamId(),
        row.lastStreamId(),
        streamIdSum,
        row.octets());
  }

  static long step(ClientRow row) {
    return switch (row) {
      case ActionRow action -> action.step();
      case BytesRow bytes -> bytes.step();
      case FrameRow frames -> frames.step();
      case StateRow state -> state.step();
      case QueueDepthRow sampled -> 0;
    };
  }

  static ClientRow atStep(ClientRow row, long step) {
    return switch (row) {
      case ActionRow a ->
          new ActionRow(
              a.clientId(),
              step,
              a.timeNanos(),
              a.facts(),
              a.action(),
              a.tlsPending(),
              a.toEncrypt(),
              a.toWrite(),
              a.writeChunks());
      case BytesRow b ->
          new BytesRow(b.clientId(), step, b.timeNanos(), b.inwards(), b.point(), b.octets());
      case FrameRow f ->
          new FrameRow(
              f.clientId(),
              step,
              f.timeNanos(),
              f.direction(),
              f.type(),
              f.count(),
              f.firstStreamId(),
              f.lastStreamId(),
              f.streamIdSum(),
              f.octets());
      case StateRow s ->
          new StateRow(
              s.clientId(),
              step,
              s.timeNanos(),
              s.state(),
              s.reason(),
              s.remotePort(),
              s.requests());
      case QueueDepthRow sampled -> sampled;
    };
  }
}
