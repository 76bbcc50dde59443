package h2lab.analysis.experiment;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands in for {@code h2lab load}, after one word that says how to behave; it loads nobody. */
public final class FakeLoad {
  private static final String REPORT =
      """
      {"schema":"h2lab-load-2","generator":"fake load 1","url":"http://127.0.0.1:1/","clients":1,
       "in_flight":1,"threads":1,"rate":null,"warm_up_seconds":1.0,"measured_seconds":3.0,
       "requests":{"total":300,"started":300,"done":300,"succeeded":%d,"failed":%d,"errored":0,
       "timeout":0},"requests_per_second":100.0,"mib_per_second":6.25,
       "octets":{"in":1000,"out":2000,"content_in":900,"content_out":0},
       "status":{"2xx":300,"3xx":0,"4xx":0,"5xx":0},
       "request_time_us":{"min":10.0,"mean":20.0,"sd":1.0,"p50":19.0,"p90":22.0,"p99":30.0,
       "p999":40.0,"max":50.0},
       "slices":[{"at_seconds":0.0,"seconds":0.5,"requests":39},
       {"at_seconds":0.5,"seconds":0.5,"requests":41},
       {"at_seconds":1.0,"seconds":0.5,"requests":49},
       {"at_seconds":1.5,"seconds":0.5,"requests":51},
       {"at_seconds":2.0,"seconds":0.5,"requests":59},
       {"at_seconds":2.5,"seconds":0.5,"requests":61}],"tls":null,"errors":%s}
      """;

  private static final String STARTED = "Main benchmark duration is started";
  private static final String OVER = "Main benchmark duration is over";

  private FakeLoad() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "fails" -> {
        System.err.println("h2lab: connection refused");
        System.exit(1);
      }
      case "hangs" -> new CountDownLatch(1).await();
      case "goes-on" -> {
        measure();
        new CountDownLatch(1).await();
      }
      case "garbage" -> report(arguments, "{\"schema\":");
      case "other-schema" -> report(arguments, "{\"schema\":\"other\"}");
      case "warms-up" -> {
        System.out.println("Warm-up started");
        System.in.transferTo(OutputStream.nullOutputStream());
        report(arguments, REPORT.formatted(300, 0, "[]"));
      }
      case "takes-time" -> {
        System.out.println(STARTED);
        awaitTicks(StolenTime.soFar().all() + 2 * StolenTime.LEAST_TICKS);
        System.out.println(OVER);
        write(arguments, REPORT.formatted(300, 0, "[]"));
      }
      case "no-report" -> measure();
      case "bad-requests" -> report(arguments, REPORT.formatted(293, 7, "[\"7 x reset\"]"));
      case "no-answers" -> report(arguments, REPORT.formatted(0, 0, "[]"));
      default -> report(arguments, REPORT.formatted(300, 0, "[]"));
    }
  }

  private static void awaitTicks(long until) {
    while (StolenTime.soFar().all() < until) {
      Thread.onSpinWait();
    }
  }

  private static void measure() {
    System.out.println(STARTED);
    System.out.println(OVER);
  }

  private static void report(String[] arguments, String json) throws Exception {
    measure();
    write(arguments, json);
  }

  private static void write(String[] arguments, String json) throws Exception {
    Path file = Path.of(arguments[List.of(arguments).indexOf("--json") + 1]);
    Files.writeString(file, json);
  }
}
