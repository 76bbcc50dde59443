package h2lab.analysis.recovery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A row of the crash table in tracing/README.md, on the test that shows it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Mishap {
  /** Where in the table. */
  int row();

  /** What happens to a server that records. */
  String what();

  /** What of the recording is kept, and where. */
  String kept();
}
