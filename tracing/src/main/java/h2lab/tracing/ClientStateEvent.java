package h2lab.tracing;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/**
 * One change of a client's life, with its reason. The last one of a client says in {@link #step}
 * how many steps it took in all, which makes events lost at the end visible too.
 */
@Name("h2lab.ClientState")
@Label("Client State")
@Description("A client's life changed")
@Category("h2lab")
@StackTrace(false)
@Registered(false)
@Enabled(false)
public final class ClientStateEvent extends Event {
  @Label("Client")
  @ClientId
  public long clientId;

  @Label("Step")
  public long step;

  @Label("State")
  @Description("ACCEPTED, HANDSHAKEN, OPEN, DRAINING, CLOSED or REFUSED")
  public String state;

  @Label("Reason")
  public String reason;

  @Label("Remote Port")
  public int remotePort;

  @Label("Requests")
  @Description("Received whole so far")
  public long requests;
}
