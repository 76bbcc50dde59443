package h2lab.tracing;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/**
 * One fact a client can have: the mark that stands for it in {@link ActionEvent#facts}, its name
 * and its meaning. Emitted in every chunk, so that a recording explains itself.
 */
@Name("h2lab.Fact")
@Label("Fact")
@Description("A fact that a client can have")
@Category("h2lab")
@StackTrace(false)
@Enabled(false)
@Period("everyChunk")
public final class FactEvent extends Event {
  @Label("Order")
  public int order;

  @Label("Mark")
  public String mark;

  @Label("Name")
  public String name;

  @Label("Means")
  public String means;
}
