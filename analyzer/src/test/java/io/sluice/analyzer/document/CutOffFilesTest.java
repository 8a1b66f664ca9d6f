package io.sluice.analyzer.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.document.Tokens.Token;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** No token says that the file ends while an object or a list is open. */
final class CutOffFilesTest {
  private static final String VALUE = "{\"a\": [1, {\"b\": \"c\"}, []], \"d\": {\"e\": \"f\"}}";

  @Test
  void jsonThatEndsWithinAValueIsBrokenWhereverItIsCut() {
    for (int length = 1; length < VALUE.length(); length++) {
      Tokens tokens = new JsonTokens(new StringReader(VALUE.substring(0, length)));

      assertThatThrownBy(() -> depthAtEnd(tokens))
          .as("%d of %s", length, VALUE)
          .isInstanceOfSatisfying(BrokenFileException.class, e -> assertThat(e.cutOff()).isTrue());
    }
  }

  @Test
  void yamlThatEndsWithinAValueIsBrokenWhereverItIsCut() {
    for (int length = 1; length < VALUE.length(); length++) {
      Tokens tokens = new YamlTokens(new StringReader(VALUE.substring(0, length)), "cut.yaml");

      assertThatThrownBy(() -> depthAtEnd(tokens))
          .as("%d of %s", length, VALUE)
          .isInstanceOf(BrokenFileException.class);
    }
  }

  @Test
  void blocksOfYamlAreClosedByTheEndOfTheFile() {
    String text = "a:\n- 1\n- b:\n    c: d\n";

    for (int length = 1; length <= text.length(); length++) {
      assertThat(depthAtEnd(new YamlTokens(new StringReader(text.substring(0, length)), "x")))
          .as("%d of %s", length, text)
          .isZero();
    }
  }

  /** How many objects and lists are open where the tokens end. */
  private static int depthAtEnd(Tokens tokens) {
    int depth = 0;
    for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
      switch (token) {
        case OBJECT_START, ARRAY_START -> depth++;
        case OBJECT_END, ARRAY_END -> depth--;
        default -> {}
      }
    }
    return depth;
  }
}
