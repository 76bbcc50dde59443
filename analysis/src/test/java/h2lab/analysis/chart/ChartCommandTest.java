package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.Level;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartCommandTest {
  @TempDir Path folder;

  private List<Path> draw(Path recording) {
    Ran ran = Ran.of(new ChartCommand(), recording, "-o", folder.resolve("pictures"));
    assertEquals(0, ran.exitCode(), ran.err());
    return ran.out().lines().map(Path::of).toList();
  }

  private Set<Integer> colours(Path png) throws Exception {
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(2 * ChartStyle.WIDTH, image.getWidth());
    assertEquals(2 * ChartStyle.HEIGHT, image.getHeight());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  @Test
  void drawsATimelineOfEachClientAndTheTransitions() throws Exception {
    List<Path> files = draw(RecordedLoop.twoClients(folder.resolve("run.jfr")));

    assertEquals(
        List.of(
            "run-client-1.png",
            "run-client-1.svg",
            "run-client-2.png",
            "run-client-2.svg",
            "run-transitions.png",
            "run-transitions.svg"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    Set<Integer> timeline = colours(files.getFirst());
    // The lanes of six actions, and the level that is drawn last.
    for (int lane = 0; lane < 6; lane++) {
      assertTrue(timeline.contains(ChartStyle.PALETTE.get(lane).getRGB()), "lane " + lane);
    }
    assertTrue(colours(files.get(4)).contains(ChartStyle.SKY_BLUE.getRGB()), "the largest count");
    for (Path svg : files.stream().filter(file -> file.toString().endsWith("svg")).toList()) {
      assertEquals("svg", ChartFileTest.parse(svg).getTagName());
    }
  }

  @Test
  void drawsTheFirstSixClientsOnly() throws Exception {
    Path recording =
        RecordedLoop.record(
            folder.resolve("eight.jfr"),
            () -> {
              for (int client = 0; client < 8; client++) {
                RecordedLoop.converse(RecordedLoop.accept(), 1);
              }
            });

    assertEquals(2 * (6 + 1), draw(recording).size());
  }

  @Test
  void drawsAClientOfASingleStep() throws Exception {
    Path recording =
        RecordedLoop.record(
            folder.resolve("one.jfr"),
            () -> {
              ClientTrace trace = RecordedLoop.accept();
              RecordedLoop.select(trace, "1:READ_PORT");
              trace.state(ClientLife.CLOSED, "");
            });

    assertEquals(4, draw(recording).size());
  }

  @Test
  void drawsAClientThatWasThereBeforeTheRecording() throws Exception {
    ClientTrace early = RecordedLoop.accept();
    RecordedLoop.select(early, "1:READ_PORT", "46:WAIT", "1:READ_PORT", "46:WAIT");
    Path recording =
        RecordedLoop.record(
            folder.resolve("late.jfr"), () -> RecordedLoop.select(early, "1:READ_PORT"));
    early.state(ClientLife.CLOSED, "");

    assertEquals(4, draw(recording).size());
  }

  @Test
  void warnsOfLostEvents() throws Exception {
    Path recording =
        RecordedLoop.record(
            folder.resolve("lost.jfr"),
            () -> {
              ActionEvent event = new ActionEvent();
              event.clientId = 5_000_000;
              event.action = "WAIT";
              event.step = 2;
              event.commit();
              event.step = 5;
              event.commit();
            });
    Ran ran = Ran.of(new ChartCommand(), recording);

    assertEquals(0, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
    assertTrue(ran.err().contains("lost events: 2 steps of 1 clients"), ran.err());
    assertTrue(Files.exists(folder.resolve("lost-transitions.png")), "beside the recording");
  }

  @Test
  void refusesWhatCannotBeDrawn() throws Exception {
    Path bytes =
        RecordedLoop.record(
            Level.BYTES,
            folder.resolve("bytes.jfr"),
            () -> RecordedLoop.converse(RecordedLoop.accept(), 1));
    Path text = Files.writeString(folder.resolve("text.jfr"), "Hello");

    for (Path file : List.of(bytes, text, folder.resolve("nowhere"))) {
      Ran ran = Ran.of(new ChartCommand(), file);
      assertEquals(3, ran.exitCode());
      assertTrue(ran.complainedInOneLine(), ran.err());
    }
    assertEquals(2, Ran.of(new ChartCommand(), bytes, "--steps", "0").exitCode());
  }
}
