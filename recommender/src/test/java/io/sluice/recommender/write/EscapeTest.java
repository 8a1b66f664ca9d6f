package io.sluice.recommender.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EscapeTest {
  @Test
  void noControlCharacterReachesATerminal() {
    assertThat(Escape.terminal("a\u001b[31m\u0007\r\n\u009b\u202e\u2066\u200bb"))
        .isEqualTo("a\\u001b[31m\\u0007\\u000d\\u000a\\u009b\\u202e\\u2066\\u200bb");
    assertThat(Escape.terminal("Zürich 東京")).isEqualTo("Zürich 東京");
    assertThat(Escape.terminal("\ud800")).isEqualTo("\\ud800");
  }

  @Test
  void nothingIsMarkupInMarkdown() {
    String hostile = "a|b <script> `c` *d* [e](http://f) @team #1 ![x] & www.g.h\n";

    String safe = Escape.markdown(hostile);

    assertThat(safe)
        .doesNotContain("<", ">", "@", "://", "\n", "www.")
        .contains("a\\|b", "\\`c\\`", "\\*d\\*", "\\[e\\]", "&#64;team", "&#35;1");
  }

  @Test
  void nothingIsAFormulaInASpreadsheet() {
    assertThat(Escape.csv("=1+1")).isEqualTo("'=1+1");
    assertThat(Escape.csv("@cmd")).isEqualTo("'@cmd");
    assertThat(Escape.csv("a,b \"c\"")).isEqualTo("\"a,b \"\"c\"\"\"");
    assertThat(Escape.csv("shop/web")).isEqualTo("shop/web");
  }
}
