package h2lab.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "h2lab.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_PROTOCOL_CORE_KNOWS_BUFFERS_ONLY =
      classes()
          .that()
          .resideInAPackage("h2lab.server.http2..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "h2lab.server.http2..",
              "java.lang..",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.util.zip",
              "java.io",
              "java.nio..")
          .because("it knows no channel, TLS, thread, clock or event");

  @ArchTest
  static final ArchRule THE_PROTOCOL_CORE_DOES_NO_IO =
      noClasses()
          .that()
          .resideInAPackage("h2lab.server.http2..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.channels..", "java.net..", "javax.net..", "jdk.jfr..");

  @ArchTest
  static final ArchRule DEADLINES_KNOW_NO_CLOCK_AND_NO_METHOD =
      classes()
          .that()
          .resideInAPackage("h2lab.server.deadline")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "h2lab.server.deadline",
              "h2lab.server.http2",
              "java.lang..",
              "java.time",
              "java.util..");

  @ArchTest
  static final ArchRule TLS_KNOWS_NO_CHANNEL_AND_NO_METHOD =
      noClasses()
          .that()
          .resideInAPackage("h2lab.server.tls")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.channels..", "h2lab.server.dispatch..", "h2lab.server.http2..");

  @ArchTest
  static final ArchRule THE_LOAD_SHARES_NOTHING_WITH_THE_SERVERS =
      noClasses()
          .that()
          .resideInAPackage("h2lab.server.load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "h2lab.server",
              "h2lab.server.http2..",
              "h2lab.server.dispatch..",
              "h2lab.server.tls..",
              "h2lab.tracing..")
          .because("a shared mistake would hide itself");
}
