package io.sluice.recommender.world.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.recommender.example.Sluice;
import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.make.WorldMaker;
import io.sluice.recommender.world.run.LogForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What worlds are written as is what our own readers take. */
final class EmittedFilesTest {
  private static final WorldOptions OPTIONS = WorldOptions.of(5, 3, Duration.ofHours(12));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LogForm.class)
  void everyRecordIsReadAsItsFormat(LogForm form) throws IOException {
    WorldFiles files = WorldFiles.write(WorldMaker.make(OPTIONS), form.log(), folder);

    JsonNode report =
        Sluice.run("inspect", files.logs(), "--cluster", files.cluster(), "-o", "json")
            .report()
            .document();

    Set<String> skipped = new TreeSet<>();
    report.path("accounting").path("skippedByReason").fieldNames().forEachRemaining(skipped::add);
    Set<String> formats = new TreeSet<>();
    report.path("files").forEach(file -> formats.add(file.path("format").asText()));
    assertThat(report.path("accounting").path("records").asInt()).isGreaterThan(200);
    assertThat(skipped).doesNotContain("malformed", "truncated", "no-ip");
    assertThat(formats).isEqualTo(Set.of(form.name().toLowerCase(Locale.ROOT)));
    assertThat(report.path("run").path("warnings").toString()).doesNotContain("two running pods");
  }

  @Test
  void aboutOneHubbleRecordInFourteenDoesNotSayWhichWayItGoes() throws IOException {
    WorldFiles files = WorldFiles.write(WorldMaker.make(OPTIONS), new HubbleLog(), folder);
    List<String> lines = new ArrayList<>();
    Sluice.files(files.logs()).values().forEach(text -> lines.addAll(text.lines().toList()));

    long without = lines.stream().filter(line -> !line.contains("\"is_reply\"")).count();

    assertThat((double) without / lines.size()).isBetween(0.04, 0.12);
  }

  @Test
  void theSameSeedMakesTheSameFiles() throws IOException {
    World one = WorldMaker.make(OPTIONS);
    World other = WorldMaker.make(OPTIONS);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    for (LogForm form : LogForm.values()) {
      WorldFiles.write(one, form.log(), first.resolve(form.name()));
      WorldFiles.write(other, form.log(), second.resolve(form.name()));
    }

    assertThat(one.edges()).isEqualTo(other.edges());
    assertThat(Sluice.files(first)).isEqualTo(Sluice.files(second));
    assertThat(WorldMaker.make(WorldOptions.of(6, 3, Duration.ofHours(12))).edges())
        .isNotEqualTo(one.edges());
  }
}
