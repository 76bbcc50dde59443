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
 * The frames of one type that one step received or sent, counted: with N requests in flight a step
 * handles N of them, and one event each would cost more than the requests.
 */
@Name("h2lab.Frames")
@Label("Frames")
@Description("HTTP/2 frames of one type that a client received or sent in one step")
@Category("h2lab")
@StackTrace(false)
@Registered(false)
@Enabled(false)
public final class FrameEvent extends Event {
  @Label("Client")
  @ClientId
  public long clientId;

  @Label("Step")
  public long step;

  @Label("Direction")
  @Description("in: from the client, out: to the client")
  public String direction;

  @Label("Type")
  public String type;

  @Label("Count")
  public int count;

  @Label("First Stream")
  public int firstStreamId;

  @Label("Last Stream")
  public int lastStreamId;

  @Label("Stream Sum")
  @Description("The ids of their streams, added up")
  public long streamIdSum;

  @Label("Octets")
  @Description("Frame headers included")
  @DataAmount
  public int octets;
}
