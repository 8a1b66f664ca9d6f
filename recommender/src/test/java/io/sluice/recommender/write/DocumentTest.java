package io.sluice.recommender.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DocumentTest {
  private static final List<Column> COLUMNS =
      List.of(Column.text("NAME"), Column.number("COUNT"), Column.text("MORE").wide());

  private final Document document =
      new Document()
          .heading("Things")
          .line("Two of them:")
          .table(COLUMNS, List.of(List.of("a|b", "7", "x"), List.of("long\u001bname", "1,000", "y")))
          .bullets(List.of("one", "two"));

  @Test
  void textIsAlignedAndHasNoColourUnlessAskedFor() {
    assertThat(TextWriter.write(document, TextStyle.PLAIN))
        .isEqualTo(
            """
            Things
            Two of them:
            NAME            COUNT
            a|b                 7
            long\\u001bname  1,000

            - one
            - two
            """);
  }

  @Test
  void wideShowsAllColumnsAndColourMarksHeadings() {
    String text = TextWriter.write(document, new TextStyle(true, true, 0));

    assertThat(text).contains("MORE").contains("\u001b[1mThings\u001b[0m");
  }

  @Test
  void aTableIsSqueezedIntoTheTerminalWithoutLosingALetter() {
    Document wide =
        new Document()
            .table(
                List.of(Column.text("A"), Column.text("BECAUSE")),
                List.of(List.of("shop/web", "no rule of shop/web admits TCP/8080 from anybody")));

    String text = TextWriter.write(wide, new TextStyle(false, false, 40));

    assertThat(text.lines()).allMatch(line -> line.length() <= 40);
    assertThat(text.replaceAll("\\s+", " ")).contains("no rule of shop/web", "from anybody");
  }

  @Test
  void markdownEscapesTheCellsOfATable() {
    assertThat(MarkdownWriter.write(document))
        .contains("## Things\n", "| NAME | COUNT | MORE |\n|---|---:|---|\n", "| a\\|b | 7 | x |");
  }
}
