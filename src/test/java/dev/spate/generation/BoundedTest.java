package dev.spate.generation;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static dev.spate.stream.StreamEvent.Reason.TOOL_CALLS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BoundedTest {
  private static final Finished DONE = new Finished(STOP, new Usage(3, 9, false));
  private static final Prompt PROMPT =
      new Prompt("m", List.of(new Message("user", "Hi", "{}")), Map.of());

  private final List<Piece> written = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "one,END,two|END|one",
        "one E,ND two|END|one ",
        "o,n,e,E,N,D,t|END|one",
        "oneENDtwo|END|one",
        "ENDone|END|\"\"",
        "one,EN|END|oneEN",
        "one,EN,E,ND|END|oneEN",
        "aaab|aab|a",
        "a,a,a,b|aab|a",
        "one,two,three|two three|onetwothree",
        "日本,語です|語|日本",
        "a😀,b😀c|b😀|a😀"
      })
  void endsBeforeAStopSequenceAlsoAcrossTheBordersOfPieces(String pieces, String stop, String said)
      throws Exception {
    var finished = run(new Bounds(List.of(stop), Long.MAX_VALUE), texts(pieces.split(",")));

    assertThat(text()).isEqualTo(said);
    boolean stopped = pieces.replace(",", "").contains(stop);
    assertThat(finished.usage().estimated()).isEqualTo(stopped);
    assertThat(finished.reason()).isEqualTo(STOP);
  }

  /// What is said depends on the text alone, not on the pieces that it comes in.
  @Test
  void endsAtTheSamePlaceHoweverTheTextIsSplit() throws Exception {
    long seed = Long.getLong("spate.seed", System.nanoTime());
    System.out.println("spate.seed=" + seed);
    var random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      written.clear();
      var stop = new ArrayList<String>();
      for (int i = random.nextInt(1, 5); i > 0; i--) stop.add(letters(random, 1, 5));
      var text = letters(random, 0, 24);

      run(new Bounds(stop, Long.MAX_VALUE), split(text, random));

      assertThat(text()).as("%s until %s", text, stop).isEqualTo(until(stop, text));
    }
  }

  @Test
  void leavesPiecesAsTheyAreThatBeganNoStopSequence() throws Exception {
    Piece[] pieces = texts("c", "E", "N", "T", "E", "R");

    assertThat(run(new Bounds(List.of("END"), Long.MAX_VALUE), pieces)).isEqualTo(DONE);

    assertThat(written).containsExactly(pieces);
  }

  @Test
  void keepsExtrasAtTheirPlaceInTheText() throws Exception {
    run(
        new Bounds(List.of("END"), Long.MAX_VALUE),
        new Text("one"),
        new Extra("{\"of\":\"one\"}"),
        new Text("E"),
        new Extra("{\"of\":\"E\"}"),
        new Text("ND"),
        new Extra("{\"of\":\"ND\"}"));

    assertThat(written).containsExactly(new Text("one"), new Extra("{\"of\":\"one\"}"));
  }

  /// So that the limits of the stream, and its timers, see them.
  @Test
  void holdsNoMoreExtrasThanAreFew() throws Exception {
    var extra = new Extra("{\"of\":\"" + "E".repeat(1_000) + "\"}");
    Generator chatty =
        (_, output) -> {
          output.write(new Text("E"));
          for (int i = 0; i < 100; i++) output.write(extra);
          assertThat(written).hasSizeGreaterThan(50).containsOnly(extra);
          output.write(new Text("ND"));
          return DONE;
        };

    new Bounds(List.of("END"), Long.MAX_VALUE).around(chatty).generate(PROMPT, written::add);

    assertThat(text()).isEmpty();
  }

  @Test
  void looksForStopSequencesInTextAlone() throws Exception {
    Piece[] pieces = {
      new Reasoning("END"),
      new Text("EN"),
      new Reasoning("D"),
      new Text("EN"),
      new ToolCall(0, "call_1", "END", "{\"END\":1}"),
      new Text("D")
    };

    assertThat(run(new Bounds(List.of("END"), Long.MAX_VALUE), pieces)).isEqualTo(DONE);

    assertThat(written).containsExactly(pieces);
  }

  @Test
  void endsAfterSoManyTokensThoughTheBackendGoesOn() throws Exception {
    var finished =
        run(
            new Bounds(List.of(), 3),
            new Extra("{}"),
            new Reasoning("a"),
            new ToolCall(0, "call_1", "f", ""), // carries nothing yet
            new ToolCall(0, "", "", "{}"),
            new Text(""),
            new Text("b"),
            new Extra("{\"of\":\"b\"}"),
            new Text("c"));

    assertThat(finished).isEqualTo(new Finished(LENGTH, new Usage(0, 3, true)));
    assertThat(written).endsWith(new Text("b"), new Extra("{\"of\":\"b\"}")).hasSize(7);
  }

  @Test
  void leavesAnAnswerItsOwnEndThatKeepsWithinItsBounds() throws Exception {
    var bounds = new Bounds(List.of("x"), 2);
    var own = new Finished(TOOL_CALLS, new Usage(1, 2, false));

    assertThat(bounds.around(saying(own, texts("a", "b"))).generate(PROMPT, written::add))
        .isEqualTo(own);
    assertThat(text()).isEqualTo("ab");
  }

  @Test
  void saysWhatItHeldBackWhenTheLengthIsReached() throws Exception {
    var finished = run(new Bounds(List.of("END"), 2), texts("a", "EN", "D"));

    assertThat(finished.reason()).isEqualTo(LENGTH);
    assertThat(text()).isEqualTo("aEN");
  }

  @Test
  void saysWhatItHeldBackBeforeTheAnswerBreaksOff() {
    var failure = new Failure("c", "m", 502, true, Optional.empty(), "");
    Generator breaking =
        (_, output) -> {
          output.write(new Text("EN"));
          throw new GenerationFailed(failure);
        };
    var bounded = new Bounds(List.of("END"), Long.MAX_VALUE).around(breaking);

    assertThatThrownBy(() -> bounded.generate(PROMPT, written::add))
        .isInstanceOf(GenerationFailed.class);
    assertThat(text()).isEqualTo("EN");
  }

  @Test
  void isWholeThoughItsGeneratorSwallowsThatItIsLetGo() throws Exception {
    Generator stubborn =
        (_, output) -> {
          for (int i = 0; i < 9; i++) {
            try {
              output.write(new Text("a"));
            } catch (RuntimeException _) {
              // as bad generators do
            }
          }
          return DONE;
        };

    assertThat(new Bounds(List.of(), 2).around(stubborn).generate(PROMPT, written::add).reason())
        .isEqualTo(LENGTH);
    assertThat(text()).isEqualTo("aa");
  }

  @Test
  void isWholeThoughItsGeneratorTakesBeingLetGoForAFailure() throws Exception {
    Generator careful =
        (_, output) -> {
          try {
            while (true) output.write(new Text("a"));
          } catch (RuntimeException e) {
            throw new IllegalStateException("the output is broken", e);
          }
        };

    assertThat(new Bounds(List.of(), 2).around(careful).generate(PROMPT, written::add).reason())
        .isEqualTo(LENGTH);
  }

  @Test
  void isNoneOfTheEndsThatSomebodyElseWrites() {
    var bounded = new Bounds(List.of(), 2).around(saying(DONE, texts("a")));

    assertThatThrownBy(() ->
            bounded.generate(
                PROMPT,
                _ -> {
                  throw new StreamEnded();
                }))
        .isInstanceOf(StreamEnded.class);
  }

  private Finished run(Bounds bounds, Piece... pieces) throws InterruptedException {
    return bounds.around(saying(DONE, pieces)).generate(PROMPT, written::add);
  }

  private static Generator saying(Finished end, Piece... pieces) {
    return (_, output) -> {
      for (var piece : pieces) output.write(piece);
      return end;
    };
  }

  private String text() {
    return written.stream()
        .map(piece -> piece instanceof Text(var text) ? text : "")
        .collect(joining());
  }

  private static Piece[] texts(String... texts) {
    return List.of(texts).stream().map(Text::new).toArray(Piece[]::new);
  }

  private static String letters(Random random, int least, int most) {
    return random
        .ints(random.nextInt(least, most), 'a', 'd')
        .mapToObj(Character::toString)
        .collect(joining());
  }

  private static Piece[] split(String text, Random random) {
    var pieces = new ArrayList<Piece>();
    for (int from = 0; from < text.length(); ) {
      int to = random.nextInt(from, text.length()) + 1;
      pieces.add(random.nextInt(5) == 0 ? new Extra("{}") : new Text(text.substring(from, to)));
      if (pieces.getLast() instanceof Text) from = to;
    }
    return pieces.toArray(Piece[]::new);
  }

  /// Said another way: at the first place where one ends, the longest is cut.
  private static String until(List<String> stop, String text) {
    for (int end = 1; end <= text.length(); end++) {
      var said = text.substring(0, end);
      var longest = stop.stream().filter(said::endsWith).mapToInt(String::length).max().orElse(-1);
      if (longest > 0) return said.substring(0, end - longest);
    }
    return text;
  }
}
