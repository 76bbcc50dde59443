package h2lab.tracing;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/**
 * What waits in the buffers of a client, sampled each second from outside its thread: figures may
 * be a step old, and the three need not be of the same moment.
 */
@Name("h2lab.QueueDepth")
@Label("Queue Depth")
@Description("Octets waiting in a client's buffers, sampled")
@Category("h2lab")
@StackTrace(false)
@Enabled(false)
@Period("1 s")
public final class QueueDepthEvent extends Event {
  @Label("Client")
  @ClientId
  public long clientId;

  @Label("TLS Pending")
  @DataAmount
  public int tlsPending;

  @Label("To Encrypt")
  @DataAmount
  public int toEncrypt;

  @Label("To Write")
  @DataAmount
  public int toWrite;
}
