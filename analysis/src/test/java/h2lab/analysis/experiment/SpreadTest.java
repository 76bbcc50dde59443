package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void medianIsTheMiddleOrBetweenTheMiddleTwo() {
    assertEquals(new Spread(3, 1, 9, 3), Spread.of(List.of(9.0, 1.0, 3.0)));
    assertEquals(new Spread(2.5, 1, 9, 4), Spread.of(List.of(9.0, 1.0, 3.0, 2.0)));
    assertEquals(new Spread(5, 5, 5, 1), Spread.of(List.of(5.0)));
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  @Test
  void figuresReadAsPeopleWriteThem() {
    assertEquals("343,211", Words.grouped(343210.6));
    assertEquals("27.7", Words.precise(27.71));
    assertEquals("0.968", Words.precise(0.9678));
    assertEquals("2 min 5 s", Words.duration(125));
    assertEquals("1 h 40 min", Words.duration(6000));
    assertEquals("1.5 MiB", Words.octets(1.5 * (1 << 20)));
  }

  @Test
  void kernelListsOfCoresAreRead() {
    assertEquals(List.of(0, 1, 2, 3, 8), Cores.parse("0-3,8"));
    assertEquals(List.of(5), Cores.parse("5"));
  }
}
