package io.sluice.ingest.decode.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShapeTreeTest {
  private static final int DIGITS = 0;
  private static final int LETTERS = 1;

  /** Reads a run of digits or of small letters, and keeps what it read. */
  private static final class Runs implements ShapeTree.Slots {
    final List<String> read = new ArrayList<>();

    @Override
    public int read(int kind, byte[] bytes, int from, int limit) {
      int to = from;
      while (to < limit && isOf(kind, bytes[to])) {
        to++;
      }
      read.add(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
      return to == from ? NONE : to;
    }

    private static boolean isOf(int kind, byte b) {
      return kind == DIGITS ? b >= '0' && b <= '9' : b >= 'a' && b <= 'z';
    }
  }

  /** A record in which a run of {@code #} stands for digits and one of {@code %} for letters. */
  private record Example(String pattern) {
    byte[] bytes(String digits, String letters) {
      String text = pattern.replace("#", digits).replace("%", letters);
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    SlotList slots(String digits, String letters) {
      SlotList slots = new SlotList();
      int at = 0;
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        int length = c == '#' ? digits.length() : c == '%' ? letters.length() : 1;
        if (c == '#' || c == '%') {
          slots.add(c == '#' ? DIGITS : LETTERS, at, at + length);
        }
        at += length;
      }
      return slots;
    }

    /** The same without a tree. */
    boolean fits(byte[] record) {
      String regex =
          pattern
              .replaceAll("[^#%]+", "\\\\Q$0\\\\E")
              .replace("#", "[0-9]+")
              .replace("%", "[a-z]+");
      return new String(record, StandardCharsets.US_ASCII).matches(regex + "(?s:.*)");
    }
  }

  private static boolean learn(ShapeTree<String> tree, String pattern) {
    Example example = new Example(pattern);
    byte[] bytes = example.bytes("12", "ab");
    return tree.learn(bytes, 0, bytes.length, example.slots("12", "ab"), () -> pattern);
  }

  private static @Nullable String find(ShapeTree<String> tree, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.US_ASCII);
    return tree.find(bytes, 0, bytes.length, new Runs());
  }

  @Test
  void aRecordOfAKnownShapeIsFoundWithOtherContentsInItsSlots() {
    ShapeTree<String> tree = new ShapeTree<>(1 << 20);
    learn(tree, "{A:#,B:%,C:TRUE}");
    Runs runs = new Runs();
    byte[] window = "..{A:7000,B:zz,C:TRUE}{A".getBytes(StandardCharsets.US_ASCII);

    String found = tree.find(window, 2, window.length, runs);

    assertThat(found).isEqualTo("{A:#,B:%,C:TRUE}");
    assertThat(runs.read).containsExactly("7000", "zz");
    assertThat(tree.end()).isEqualTo(22);
  }

  @Test
  void shapesThatDifferInConstantBytesAreToldApart() {
    ShapeTree<String> tree = new ShapeTree<>(1 << 20);
    boolean allNew = learn(tree, "{A:#,V:FORWARDED}");
    allNew &= learn(tree, "{A:#,V:FORMER,B:%}");
    allNew &= learn(tree, "{A:#,V:DROPPED}");

    assertThat(allNew).isTrue();
    assertThat(find(tree, "{A:1,V:FORWARDED}")).isEqualTo("{A:#,V:FORWARDED}");
    assertThat(find(tree, "{A:1,V:FORMER,B:q}")).isEqualTo("{A:#,V:FORMER,B:%}");
    assertThat(find(tree, "{A:1,V:DROPPED}")).isEqualTo("{A:#,V:DROPPED}");
    assertThat(find(tree, "{A:1,V:DRAGGED}")).isNull();
    assertThat(find(tree, "{A:1,V:FOR")).isNull();
  }

  @Test
  void aPlaceKeepsTheMeaningThatCameFirst() {
    ShapeTree<String> tree = new ShapeTree<>(1 << 20);
    learn(tree, "{A:#}");

    boolean constantThere = learn(tree, "{A:NULL}");
    boolean otherKindThere = learn(tree, "{A:%}");
    boolean slotWhereOthersAreConstant = learn(tree, "{%:#}");

    assertThat(constantThere || otherKindThere || slotWhereOthersAreConstant).isFalse();
    assertThat(find(tree, "{A:NULL}")).isNull();
    assertThat(find(tree, "{A:1}")).isEqualTo("{A:#}");
  }

  @Test
  void aFullTreeLearnsNoMoreAndKeepsWhatItHas() {
    ShapeTree<String> tree = new ShapeTree<>(300);
    int learnt = 0;
    for (char c = 'A'; c <= 'Z'; c++) {
      learnt += learn(tree, "{" + c + ":#}") ? 1 : 0;
    }

    assertThat(tree.full()).isTrue();
    assertThat(learnt).isBetween(1, 3);
    assertThat(find(tree, "{A:5}")).isEqualTo("{A:#}");
    assertThat(find(tree, "{Z:5}")).isNull();
  }

  @Test
  void randomShapesAreFoundWhereARegularExpressionFindsThem() {
    long seed = Long.getLong("sluice.seed", new Random().nextInt());
    System.out.println("seed " + seed);

    for (int i = 0; i < 300; i++) {
      hold(new Random(seed + i));
    }
  }

  private static void hold(Random random) {
    ShapeTree<String> tree = new ShapeTree<>(1 << 20);
    List<Example> learnt = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Example example = new Example(pattern(random));
      if (learn(tree, example.pattern)) {
        learnt.add(example);
      }
    }
    assertThat(learnt).isNotEmpty();
    for (int i = 0; i < 200; i++) {
      byte[] record = record(learnt.get(random.nextInt(learnt.size())), random);
      Optional<String> expected =
          learnt.stream().filter(each -> each.fits(record)).map(Example::pattern).findFirst();
      assertThat(Optional.ofNullable(tree.find(record, 0, record.length, new Runs())))
          .as(() -> new String(record, StandardCharsets.US_ASCII) + " among " + learnt)
          .isEqualTo(expected);
    }
  }

  /** Fields out of a few words, so that beginnings are often alike. */
  private static String pattern(Random random) {
    StringBuilder text = new StringBuilder("{");
    String[] words = {"A:#,", "A:%,", "B:TRUE,", "B:TWO,", "B:#,", "C:", "CC:%;", "{A:#},"};
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(words[random.nextInt(words.length)]);
    }
    return text.append('}').toString();
  }

  private static byte[] record(Example example, Random random) {
    byte[] bytes =
        example.bytes(
            Integer.toString(random.nextInt(100_000)), "xyz".substring(0, 1 + random.nextInt(3)));
    int damage = random.nextInt(3);
    if (damage == 1) {
      bytes[random.nextInt(bytes.length)] = (byte) "{}A1a,:".charAt(random.nextInt(7));
    }
    return damage == 2 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
