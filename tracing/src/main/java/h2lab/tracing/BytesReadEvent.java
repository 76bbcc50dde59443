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
 * One movement of octets inwards past a numbered point of the flow ({@link FlowPoint}). Movements
 * of nothing are not emitted.
 */
@Name("h2lab.BytesRead")
@Label("Bytes Read")
@Description("Octets of a client moved inwards past a numbered point of the flow")
@Category("h2lab")
@StackTrace(false)
@Registered(false)
@Enabled(false)
public final class BytesReadEvent extends Event {
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
