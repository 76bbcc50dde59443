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
 * One row of the action table: the first row, by {@link #order}, whose needed facts all hold and
 * whose forbidden facts all do not, is the next action. Emitted in every chunk, so that a recording
 * can be checked against the table that made it.
 */
@Name("h2lab.ActionRow")
@Label("Action Row")
@Description("A row of the action table")
@Category("h2lab")
@StackTrace(false)
@Enabled(false)
@Period("everyChunk")
public final class ActionRowEvent extends Event {
  @Label("Order")
  public int order;

  @Label("Action")
  public String action;

  @Label("Needs")
  @Description("Marks of the facts that must hold")
  public String needs;

  @Label("Without")
  @Description("Marks of the facts that must not hold")
  public String without;

  @Label("Means")
  public String means;

  @Label("Course")
  @Description("What follows it: PROCEEDS, SPEAKS, WAITS or ENDS")
  public String course;

  @Label("Adds")
  @Description("Marks of the facts that hold after it, unless it fails")
  public String adds;

  @Label("Removes")
  @Description("Marks of the facts that do not hold after it, unless it fails")
  public String removes;

  @Label("May Add")
  @Description("Marks of the facts that may begin to hold until the next selection")
  public String mayAdd;

  @Label("May Remove")
  @Description("Marks of the facts that may cease to hold until the next selection")
  public String mayRemove;

  @Label("Moves")
  @Description("Marks of the flow points that octets may pass until the next selection")
  public String moves;
}
