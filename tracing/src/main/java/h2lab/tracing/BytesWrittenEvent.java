package h2lab.tracing;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/**
 * One movement of octets outwards past a numbered point of the flow ({@link FlowPoint}). Movements
 * of nothing are not emitted.
 */
@Name("h2lab.BytesWritten")
@Label("Bytes Written")
@Description("Octets of a client moved outwards past a numbered point of the flow")
@Category("h2lab")
@StackTrace(false)
@Registered(false)
@Enabled(false)
public final class BytesWrittenEvent extends Event {
  @Label("Client")
  @ClientId
  public long clientId;

  @Label("Step")
  public long step;

  @Label("Point")
  public String point;

  @Label("Octets")
  @DataAmount
  public int octets;
}
