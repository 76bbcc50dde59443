package h2lab.server.conformance;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import h2lab.server.conformance.wire.HuffmanCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What two implementations are asked to judge, each by a name that a table of classes can match.
 */
final class DifferentialInputs {
  /** Frames to be judged, and the steps that bring the connection where they come. */
  record Input(List<Step> before, List<Frame> frames) {}

  private DifferentialInputs() {}

  /** By name: {@code what | where}. */
  static Map<String, Input> all() {
    Map<String, Input> all = new LinkedHashMap<>();
    frames(all);
    requests(all);
    fieldBlocks(all);
    return all;
  }

  private static void frames(Map<String, Input> all) {
    for (StreamSetup setup : StreamSetup.values()) {
      frames(all, PhaseSetup.FRAMES, setup, StreamSetup.STREAM, String.valueOf(setup));
      if (PhaseSetup.IN_ITS_BLOCK.goesWith(setup)) {
        String where = setup + ", in its block";
        frames(all, PhaseSetup.IN_ITS_BLOCK, setup, StreamSetup.STREAM, where);
      }
    }
    frames(all, PhaseSetup.FIRST_SETTINGS, StreamSetup.IDLE, 9, "first frame");
    frames(all, PhaseSetup.FRAMES, StreamSetup.OPEN_FOR_SINK, 0, "stream 0");
    frames(all, PhaseSetup.FRAMES, StreamSetup.OPEN_FOR_SINK, 2, "even stream");
  }

  private static void frames(
      Map<String, Input> all, PhaseSetup phase, StreamSetup setup, int stream, String where) {
    FrameVariants.all()
        .forEach(
            (name, variant) ->
                all.put(
                    name + " | " + where,
                    new Input(phase.steps(setup), List.of(variant.apply(stream)))));
  }

  private static void requests(Map<String, Input> all) {
    RequestVariants.all()
        .forEach(
            (name, block) -> {
              all.put(
                  name + " | request",
                  new Input(Step.opened(), List.of(Frame.headers(1, true, block))));
              all.put(
                  name + " | request with content",
                  new Input(
                      Step.opened(),
                      List.of(Frame.headers(1, false, block), Frame.data(1, true, 3))));
              all.put(
                  name + " | trailers",
                  new Input(
                      Step.opened(
                          Frame.headers(1, false, FieldBlock.request("POST", "/sink")),
                          Frame.data(1, false, 3)),
                      List.of(Frame.headers(1, true, block))));
            });
  }

  private static void fieldBlocks(Map<String, Input> all) {
    Map<String, FieldBlock> blocks = new LinkedHashMap<>();
    blocks.put("index 0", FieldBlock.get().indexed(0));
    blocks.put("index beyond", FieldBlock.get().indexed(62));
    blocks.put("name's index beyond", FieldBlock.get().literal(FieldBlock.Kept.INDEXED, 62, "x"));
    blocks.put("size update behind", FieldBlock.get().sizeUpdate(0));
    blocks.put("size update beyond", FieldBlock.empty().sizeUpdate(4_097));
    blocks.put("size update alone", FieldBlock.empty().sizeUpdate(100));
    blocks.put(
        "integer without end", FieldBlock.get().raw(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff));
    blocks.put(
        "integer of zeros", FieldBlock.get().raw(0x0f, 0x80, 0x80, 0x80, 0x80, 0x00, 1, 'x'));
    blocks.put("truncated name", FieldBlock.get().raw(0x00, 0x05, 'a'));
    blocks.put("truncated value", FieldBlock.get().raw(0x00, 0x01, 'a', 0x05, 'b'));
    String a = HuffmanCode.bits('a');
    blocks.put("padding of zeros", coded(a + "000"));
    blocks.put("padding of 8 bits", coded(HuffmanCode.bits('X') + "11111111"));
    blocks.put("EOS", coded(HuffmanCode.bits(HuffmanCode.EOS) + "11"));
    blocks.put(
        "large entry", FieldBlock.get().literal(FieldBlock.Kept.INDEXED, "x", "v".repeat(5_000)));
    blocks.put("large section", FieldBlock.get().field("x", "v".repeat(16_200)));
    blocks.forEach(
        (name, block) ->
            all.put(
                name + " | field block",
                new Input(Step.opened(), List.of(Frame.headers(1, true, block)))));
  }

  private static FieldBlock coded(String bits) {
    return FieldBlock.get().raw(0x00, 0x01, 'x').encoded(HuffmanCode.pack(bits));
  }
}
