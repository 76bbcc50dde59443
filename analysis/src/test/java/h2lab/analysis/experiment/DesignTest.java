package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DesignTest {
  private static final ExperimentCatalog CATALOG = ExperimentCatalog.shipped();

  @Test
  void holdsEveryCombinationInEveryRepetition() throws Exception {
    Experiment experiment = CATALOG.named("single-client");
    Design design = Design.of(List.of(experiment), 1);
    assertEquals(6 * 12 * 3, design.trials().size());
    for (int repetition = 1; repetition <= 3; repetition++) {
      assertEquals(new HashSet<>(experiment.combinations()), levels(design, repetition));
    }
    assertEquals(216, design.trials().stream().map(Trial::name).distinct().count());
    assertEquals(
        java.util.stream.IntStream.rangeClosed(1, 216).boxed().toList(),
        design.trials().stream().map(Trial::order).toList());
  }

  @Test
  void repetitionsFollowEachOtherAndAreShuffledDifferently() throws Exception {
    Design design = Design.of(List.of(CATALOG.named("five-clients")), 7);
    List<Integer> repetitions = design.trials().stream().map(Trial::repetition).toList();
    assertEquals(repetitions.stream().sorted().toList(), repetitions);
    List<Levels> all = design.trials().stream().map(Trial::levels).toList();
    assertNotEquals(all.subList(0, 84), all.subList(84, 168));
    assertNotEquals(CATALOG.named("five-clients").combinations(), all.subList(0, 84));
  }

  @Test
  void seedDecidesTheOrder() throws Exception {
    List<Experiment> experiments = List.of(CATALOG.named("no-tls"));
    assertEquals(Design.of(experiments, 5), Design.of(experiments, 5));
    assertNotEquals(Design.of(experiments, 5).trials(), Design.of(experiments, 6).trials());
  }

  @Test
  void methodsInterleave() throws Exception {
    Design design = Design.of(List.of(CATALOG.named("single-client")), 3);
    List<String> methods =
        design.trials().stream().limit(72).map(trial -> trial.levels().method()).toList();
    long changes =
        java.util.stream.IntStream.range(1, 72)
            .filter(i -> !methods.get(i).equals(methods.get(i - 1)))
            .count();
    assertTrue(changes > 24, methods::toString);
  }

  @Test
  void trialsEqualInEverythingAreShared() {
    Design design = Design.of(CATALOG.quickPass(), 1);
    assertEquals((3 + 2 + 3) * 3, design.trials().size());
    List<Trial> shared =
        design.trials().stream().filter(trial -> trial.experiments().size() > 1).toList();
    assertEquals(9, shared.size());
    shared.forEach(t -> assertEquals(List.of("single-client", "request-time"), t.experiments()));
  }

  @Test
  void trialsOfDifferentLengthAreNotShared() throws Exception {
    Experiment longer = CATALOG.named("request-time").with(null, null, null, 9.0);
    Design design = Design.of(List.of(CATALOG.named("single-client"), longer), 1);
    assertEquals(216 + 108, design.trials().size());
  }

  @Test
  void overrideReplacesVariedLevels() throws Exception {
    Factor pipeline = FactorCatalog.shipped().checked("pipeline", List.of("1", "10"));
    Experiment changed = CATALOG.named("single-client").with(pipeline);
    assertEquals(12, changed.combinations().size());
    assertEquals(List.of("1", "10"), changed.levelsOf("pipeline"));
  }

  @Test
  void overrideOfFixedFactorHoldsOneLevelAndVariesSeveral() throws Exception {
    Experiment base = CATALOG.named("five-clients");
    Experiment held = base.with(new Factor("tls", List.of("off")));
    assertEquals(List.of("off"), held.levelsOf("tls"));
    assertEquals(84, held.combinations().size());
    Experiment varied = base.with(new Factor("tls", List.of("off", "jdk")));
    assertEquals(168, varied.combinations().size());
    assertEquals(
        List.of("method", "pipeline", "tls"), varied.factors().stream().map(Factor::name).toList());
  }

  @Test
  void overrideOfDefaultFactorIsAdded() throws Exception {
    Experiment changed =
        CATALOG.named("no-tls").with(new Factor("load", List.of("embedded", "h2load")));
    assertEquals(144, changed.combinations().size());
    assertEquals(1, CATALOG.named("no-tls").levelsOf("load").size());
  }

  @Test
  void unknownNamesAreRefusedNamingTheKnown() {
    assertMessage("method, tls, clients", () -> check("colour", "red"));
    assertMessage("none, thread, virtual-thread, async", () -> check("method", "fork"));
    assertMessage("whole number from 1", () -> check("pipeline", "0"));
    assertMessage("whole number from 1", () -> check("clients", "ten"));
    assertMessage("from 1 to 1073741824", () -> check("payload", "1073741825"));
    assertMessage("from 1 to 1073741824", () -> check("payload", "0"));
    check("payload", "1073741824");
    assertMessage("single-client, five-clients", () -> CATALOG.named("two-clients"));
  }

  @Test
  void whatAMethodHasNotIsLeftOutHoweverLevelsAreChosen() throws Exception {
    Experiment payload = CATALOG.named("payload");
    assertEquals(5 * 3 * 4 - 4, payload.combinations().size());
    Factor methods = new Factor("method", List.of("async", "thread"));
    Factor openssl = new Factor("tls", List.of("openssl"));
    assertEquals(2 * 3 * 4 - 4, payload.with(methods).combinations().size());
    List<Levels> left = payload.with(methods).with(openssl).combinations();
    assertEquals(List.of("thread"), left.stream().map(Levels::method).distinct().toList());
  }

  @Test
  void whatOnlySomeMethodsHaveIsVariedForThoseAlone() throws Exception {
    Experiment waits =
        CATALOG
            .named("five-clients")
            .with(new Factor("pipeline", List.of("1")))
            .with(new Factor("method", List.of("thread", "async-custom", "floor", "nginx")))
            .with(new Factor("wait", List.of("sleep", "spin")));
    Set<String> tried =
        waits.combinations().stream()
            .map(levels -> levels.method() + " " + levels.of("wait"))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "thread adaptive",
            "async-custom sleep",
            "async-custom spin",
            "floor sleep",
            "nginx sleep"),
        tried);
    assertEquals(5, waits.combinations().size());
  }

  @Test
  void whatNoMethodHasIsRefused() throws Exception {
    Experiment waits = CATALOG.named("five-clients").with(new Factor("wait", List.of("spin")));
    Feasibility.require(List.of(waits), List.of());
    Experiment none = waits.with(new Factor("method", List.of("thread", "async", "floor")));
    assertMessage(
        "which only async-custom has", () -> Feasibility.require(List.of(none), List.of()));
    Experiment floors = waits.with(new Factor("method", List.of("floor", "spinning-floor")));
    Feasibility.require(List.of(floors), List.of());
  }

  @Test
  void headlineTellsThePollLoopToSpinWithOneClient() throws Exception {
    List<Levels> spinning =
        CATALOG.named("headline").withPeers().combinations().stream()
            .filter(levels -> levels.of("wait").equals("spin"))
            .toList();
    assertEquals(3 * 3, spinning.size());
    spinning.forEach(levels -> assertEquals("async-custom 1", who(levels)));
  }

  private static String who(Levels levels) {
    return levels.method() + " " + levels.clients();
  }

  @Test
  void flowCountsRequestsByLoad() throws Exception {
    Design design = Design.of(List.of(CATALOG.named("flow")), 1);
    assertEquals(
        Set.of("curl 1", "h2load 2"),
        design.trials().stream()
            .map(t -> t.levels().load() + " " + t.phases().requests())
            .collect(Collectors.toSet()));
    design.trials().forEach(t -> assertEquals("full", t.levels().of("level")));
  }

  @Test
  void everyShippedExperimentIsDescribedAndRoundTripsThroughJson() {
    for (Experiment experiment : CATALOG.all()) {
      assertTrue(experiment.description().length() > 40, experiment.name());
      String json = ExperimentJson.pretty(experiment);
      assertEquals(experiment, ExperimentJson.parse(json, Experiment.class));
    }
  }

  private static void check(String factor, String level) {
    FactorCatalog.shipped().checked(factor, List.of(level));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable act) {
    String message = assertThrows(UsageException.class, act).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static Set<Levels> levels(Design design, int repetition) {
    return design.trials().stream()
        .filter(trial -> trial.repetition() == repetition)
        .map(Trial::levels)
        .collect(Collectors.toSet());
  }

  @Test
  void aServerOfOthersIsTriedWithOneEngineUnlessItIsToldOfThem() throws Exception {
    List<Target> given =
        Target.given(Map.of(), Map.of("own", "serve {cert}", "told", "serve --tls {tls}"));
    Experiment experiment =
        CATALOG
            .named("payload")
            .withTargets(given)
            .with(new Factor("method", List.of("thread", "own", "told", "h2o", "netty")));
    Map<String, Set<String>> engines =
        experiment.combinations().stream()
            .collect(
                Collectors.groupingBy(
                    Levels::method, Collectors.mapping(Levels::tls, Collectors.toSet())));
    assertEquals(Set.of("off", "jdk", "openssl"), engines.get("thread"));
    assertEquals(Set.of("off", "jdk", "openssl"), engines.get("told"));
    assertEquals(Set.of("off", "jdk"), engines.get("h2o"));
    assertEquals(Set.of("off", "jdk"), engines.get("netty"));
    assertEquals(Set.of("jdk"), engines.get("own"));
  }
}
