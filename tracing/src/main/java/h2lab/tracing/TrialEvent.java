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
 * The factor levels of the running trial and the environment, once in every chunk of a recording,
 * so that no cut of it is anonymous.
 */
@Name("h2lab.Trial")
@Label("Trial")
@Description("The factor levels of the running trial, and where it runs")
@Category("h2lab")
@StackTrace(false)
@Enabled(false)
@Period("everyChunk")
public final class TrialEvent extends Event {
  @Label("Method")
  public String method;

  @Label("TLS")
  public String tls;

  @Label("Levels")
  @Description("All factor levels as name=level, separated by spaces")
  public String levels;

  @Label("Host")
  @Description("Processor and operating system")
  public String host;

  @Label("JDK")
  public String jdk;

  @Label("Commit")
  public String commit;
}
