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
 * One action of one client, emitted when it is selected and before it runs: what was true then, and
 * how much waited at each buffer. Steps number the actions of a client from 1 without gaps, so a
 * missing number is a lost event.
 *
 * <p>Times are those of the selection; an action lasts until the next one of its thread is
 * selected.
 */
@Name("h2lab.Action")
@Label("Action")
@Description("An action of a client was selected for execution")
@Category("h2lab")
@StackTrace(false)
@Registered(false)
@Enabled(false)
public final class ActionEvent extends Event {
  @Label("Client")
  @ClientId
  public long clientId;

  @Label("Step")
  public long step;

  @Label("Facts")
  @Description("Marks of the facts that held, in table order; h2lab.Fact explains them")
  public String facts;

  @Label("Action")
  public String action;

  @Label("TLS Pending")
  @Description("Octets from the wire not yet decrypted")
  @DataAmount
  public int tlsPending;

  @Label("To Encrypt")
  @Description("Plain octets waiting to be encrypted")
  @DataAmount
  public int toEncrypt;

  @Label("To Write")
  @Description("Octets waiting to be written to the socket")
  @DataAmount
  public int toWrite;

  @Label("Chunks")
  @Description("Pieces the octets to write are in")
  public int writeChunks;
}
