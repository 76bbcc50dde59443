package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a hypervisor took, as proc(5) tells it. */
class StolenTimeTest {
  @Test
  void isTheShareOfAllTimeBetweenTwoLooks() {
    StolenTime before = StolenTime.parse("cpu  100 0 50 800 7 1 2 40 9 9");
    StolenTime after = StolenTime.parse("cpu  150 0 70 880 7 1 2 90 60 9");
    assertEquals(new StolenTime(40, 1000), before);
    assertEquals(25, StolenTime.percent(before, after));
  }

  @Test
  void isUnknownWhereTheKernelDoesNotCountIt() {
    assertNull(StolenTime.parse("cpu  1 2 3 4 5 6 7"));
    assertNull(StolenTime.parse("cpu0 1 2 3 4 5 6 7 8"));
    assertNull(StolenTime.parse(""));
    assertNull(StolenTime.percent(null, new StolenTime(1, 2)));
    assertNull(StolenTime.percent(new StolenTime(1, 2), null));
    assertNull(
        StolenTime.percent(new StolenTime(1, 200), new StolenTime(2, 299)), "too short a time");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isReadFromThisMachine() throws Exception {
    assertTrue(Files.exists(Path.of("/proc/stat")));
    StolenTime now = StolenTime.soFar();
    assertNotNull(now);
    assertTrue(now.all() > now.stolen(), now::toString);
  }
}
