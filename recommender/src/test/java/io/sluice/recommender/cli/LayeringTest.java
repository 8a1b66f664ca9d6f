package io.sluice.recommender.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports go one way: ingest, then analyzer, then recommender; and so do the steps inside. */
final class LayeringTest {
  /** Wherever the build folder is. */
  private static final Pattern TESTS = Pattern.compile(".*/test(-classes)?/io/sluice/.*");

  private static JavaClasses classes;

  @BeforeAll
  static void importAll() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.matches(TESTS))
            .importPackages("io.sluice");
  }

  @Test
  void modulesImportOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("ingest")
        .definedBy("io.sluice.ingest..")
        .layer("analyzer")
        .definedBy("io.sluice.analyzer..")
        .layer("recommender")
        .definedBy("io.sluice.recommender..")
        .whereLayer("recommender")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("analyzer")
        .mayOnlyBeAccessedByLayers("recommender")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("analyzer", "recommender")
        .check(classes);
  }

  @Test
  void insideTheAnalyzerWhatTheClusterIsKnowsNobodyAndPoliciesKnowOnlyTheCluster() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cluster")
        .definedBy(
            "io.sluice.analyzer.document..",
            "io.sluice.analyzer.sighting..",
            "io.sluice.analyzer.snapshot..",
            "io.sluice.analyzer.cluster..",
            "io.sluice.analyzer.history..",
            "io.sluice.analyzer.inventory..")
        .layer("policy")
        .definedBy("io.sluice.analyzer.policy..")
        .layer("edge")
        .definedBy("io.sluice.analyzer.edge..")
        .layer("attribute")
        .definedBy("io.sluice.analyzer.attribute..")
        .whereLayer("attribute")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("edge")
        .mayOnlyBeAccessedByLayers("attribute")
        // Attribution compares addresses with blocks: it uses Cidr, and nothing else of policies.
        .whereLayer("policy")
        .mayOnlyBeAccessedByLayers("attribute")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers("policy", "edge", "attribute")
        .check(classes);
  }

  @Test
  void readingPoliciesEvaluatingThemAndReachabilityShareTheModel() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy("io.sluice.analyzer.policy")
        .layer("load")
        .definedBy("io.sluice.analyzer.policy.load..")
        .layer("translate")
        .definedBy("io.sluice.analyzer.policy.translate..")
        .layer("evaluate")
        .definedBy("io.sluice.analyzer.policy.evaluate")
        .layer("rule")
        .definedBy("io.sluice.analyzer.policy.evaluate.rule..")
        .layer("match")
        .definedBy("io.sluice.analyzer.policy.evaluate.match..")
        .layer("compile")
        .definedBy("io.sluice.analyzer.policy.compile..")
        .layer("reach")
        .definedBy("io.sluice.analyzer.policy.reach..")
        .layer("attribute")
        .definedBy("io.sluice.analyzer.attribute..")
        .whereLayer("load")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("evaluate")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("rule")
        .mayOnlyBeAccessedByLayers("evaluate")
        // They share what is asked about the cluster, Surroundings, and nothing else.
        .whereLayer("match")
        .mayOnlyBeAccessedByLayers("evaluate", "rule", "compile", "reach")
        .whereLayer("compile")
        .mayOnlyBeAccessedByLayers("reach")
        .whereLayer("reach")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("translate")
        .mayOnlyBeAccessedByLayers("evaluate", "rule", "compile")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers(
            "load", "translate", "evaluate", "rule", "match", "compile", "reach", "attribute")
        .check(classes);
  }

  @Test
  void objectsAreReadThenFollowedOverTimeThenAskedAbout() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("document")
        .definedBy("io.sluice.analyzer.document..")
        .layer("sighting")
        .definedBy("io.sluice.analyzer.sighting..")
        .layer("snapshot")
        .definedBy("io.sluice.analyzer.snapshot..")
        .layer("cluster")
        .definedBy("io.sluice.analyzer.cluster..")
        .layer("history")
        .definedBy("io.sluice.analyzer.history..")
        .layer("inventory")
        .definedBy("io.sluice.analyzer.inventory..")
        .whereLayer("inventory")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers("inventory")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers("history", "inventory")
        .whereLayer("snapshot")
        .mayOnlyBeAccessedByLayers("history", "inventory")
        .whereLayer("sighting")
        .mayOnlyBeAccessedByLayers("snapshot", "history", "inventory")
        .whereLayer("document")
        .mayOnlyBeAccessedByLayers("snapshot", "sighting")
        .check(classes);
  }

  @Test
  void insideTheRecommenderTheCommandLineIsOnTop() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("recommend")
        .definedBy("io.sluice.recommender.recommend..")
        .layer("audit")
        .definedBy("io.sluice.recommender.audit..")
        .layer("write")
        .definedBy("io.sluice.recommender.write..")
        .layer("pr")
        .definedBy("io.sluice.recommender.pr..")
        .layer("answer")
        .definedBy("io.sluice.recommender.answer..")
        .optionalLayer("serve")
        .definedBy("io.sluice.recommender.serve..")
        .layer("cli")
        .definedBy("io.sluice.recommender.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("serve")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("answer")
        .mayOnlyBeAccessedByLayers("serve", "cli")
        .whereLayer("pr")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("write")
        .mayOnlyBeAccessedByLayers("answer", "serve", "pr", "cli")
        .whereLayer("audit")
        .mayOnlyBeAccessedByLayers("answer", "serve", "write", "pr", "cli")
        .check(classes);
  }

  @Test
  void pullRequestsArePlannedWithoutGitOrHostsAndPublishedWithBoth() {
    String pr = "io.sluice.recommender.pr";
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("words")
        .definedBy(pr)
        .layer("git")
        .definedBy(pr + ".git")
        .layer("host")
        .definedBy(pr + ".host")
        .layer("files")
        .definedBy(pr + ".files")
        .layer("body")
        .definedBy(pr + ".body")
        .layer("plan")
        .definedBy(pr + ".plan")
        .layer("publish")
        .definedBy(pr + ".publish")
        .whereLayer("publish")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("body")
        .mayOnlyBeAccessedByLayers("plan", "publish")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers("plan", "publish")
        .whereLayer("host")
        .mayOnlyBeAccessedByLayers("publish")
        .whereLayer("git")
        .mayOnlyBeAccessedByLayers("publish")
        .whereLayer("words")
        .mayOnlyBeAccessedByLayers("git", "files", "body", "plan", "publish")
        .check(classes);
  }

  @Test
  void insideTheCommandLineCommandsRestOnWhatTheyShare() {
    String cli = "io.sluice.recommender.cli";
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("run")
        .definedBy(cli + ".run")
        .layer("settings")
        .definedBy(cli + ".settings")
        .layer("cluster")
        .definedBy(cli + ".cluster")
        .layer("read")
        .definedBy(cli + ".read")
        .layer("output")
        .definedBy(cli + ".output")
        .layer("repeat")
        .definedBy(cli + ".repeat")
        .layer("command")
        .definedBy(cli + ".command", cli + ".snapshot")
        .layer("line")
        .definedBy(cli)
        .whereLayer("line")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("command")
        .mayOnlyBeAccessedByLayers("line")
        .whereLayer("repeat")
        .mayOnlyBeAccessedByLayers("command", "line")
        .whereLayer("output")
        .mayOnlyBeAccessedByLayers("repeat", "command", "line")
        .whereLayer("read")
        .mayOnlyBeAccessedByLayers("output", "repeat", "command", "line")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers("read", "output", "repeat", "command", "line")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers("cluster", "read", "output", "repeat", "command", "line")
        .check(classes);
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    slices().matching("io.sluice.(*).(*)..").should().beFreeOfCycles().check(classes);
  }
}
