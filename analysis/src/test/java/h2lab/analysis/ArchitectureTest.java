package h2lab.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, and between the packages of this one. */
@AnalyzeClasses(packages = "h2lab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ANALYSIS_DOES_NOT_SEE_SERVERS =
      noClasses()
          .that()
          .resideInAPackage("h2lab.analysis..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("h2lab.server..")
          .because("the recording is the interface");

  @ArchTest
  static final ArchRule TRACING_NEEDS_ONLY_JFR_AND_THE_WAY_TO_CONFIGURE_IT =
      classes()
          .that()
          .resideInAPackage("h2lab.tracing..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "h2lab.tracing..",
              "jdk.jfr",
              "javax.management",
              "java.lang..",
              "java.util..",
              "java.io",
              "java.nio..",
              "java.text");

  @ArchTest
  static final ArchRule RECORDINGS_ARE_READ_WITHOUT_THEIR_USES =
      noClasses()
          .that()
          .resideInAPackage("h2lab.analysis.recording..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "h2lab.analysis.export..",
              "h2lab.analysis.query..",
              "h2lab.analysis.check..",
              "h2lab.analysis.chart..",
              "h2lab.analysis.experiment..");
}
