package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.json | '' | a.json | true",
        "*.json | '' | a.json.gz | false",
        "*.json | '' | d/a.json | false",
        "logs/*.json | logs/ | a.json | true",
        "/x/y*/z.log | /x/ | y1/z.log | true",
        "**/*.json | '' | a.json | true",
        "**/*.json | '' | d/e/a.json | true",
        "logs/**/PT1H.json | logs/ | y=2026/m=01/PT1H.json | true",
        "logs/** | logs/ | d/e/f | true",
        "a?c | '' | abc | true",
        "a?c | '' | a/c | false",
        "[ab]c | '' | bc | true",
        "[!ab]c | '' | bc | false",
        "[!ab]c | '' | xc | true",
        "x[1-3] | '' | x2 | true",
        "*.{json,log} | '' | a.log | true",
        "*.{json,log} | '' | a.txt | false",
        "a.b* | '' | axb | false",
        "a+(b)* | '' | a+(b)c | true",
        "a[* | '' | a[x | true",
        "{a | '' | {a | true",
        "a,b* | '' | a,bc | true",
      })
  void aPatternMatchesWhatAShellWouldMatch(
      String pattern, String base, String relative, boolean expected) {
    Glob glob = new Glob(pattern);

    assertThat(glob.base()).isEqualTo(base);
    assertThat(glob.matches(relative)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"logs/a.json, false", "logs/*, true", "a?, true", "a[b], true", "'{a,b}', true"})
  void aPatternHasASpecialCharacter(String text, boolean expected) {
    assertThat(Glob.isGlob(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"*.json, 0", "a/*/b/*.json, 2", "a/**, 2147483647"})
  void aPatternKnowsHowDeepItReaches(String text, int expected) {
    assertThat(new Glob(text).depth()).isEqualTo(expected);
  }
}
