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

  @Label("First")
  @Description("Of which clients it holds at first: NONE, CLEARTEXT, TLS or ALL")
  public String first;

  @Label("Tells Of")
  @Description("failure, if an action that ends in it need not have done all it does; or nothing")
  public String tellsOf;

  @Label("Shows")
  @Description("Buffers of which one is not empty while it holds: toEncrypt, toWrite")
  public String shows;

  @Label("Covers")
  @Description("Buffers that are not empty only while it or another fact that covers them holds")
  public String covers;
}
