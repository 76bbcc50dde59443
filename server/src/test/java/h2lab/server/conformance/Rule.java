package h2lab.server.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which rule a test holds the server to; {@code conformance.md} is drawn from these by {@link
 * ConformanceTableTest}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Rule.All.class)
public @interface Rule {
  /** The document of a rule that names none. */
  String HTTP_2 = "RFC 9113";

  /** HPACK. */
  String HPACK = "RFC 7541";

  /** The server's own limits, where a standard leaves the choice to it. */
  String OWN = "own";

  /** Where the rule is from: {@link #HTTP_2}, {@link #HPACK} or {@link #OWN}. */
  String of() default HTTP_2;

  /** Its section there, such as {@code 6.5.2}. */
  String section();

  /** What it demands of the server, in one short sentence. */
  String rule();

  /** Several of them. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    Rule[] value();
  }
}
