package dev.spate.bench;

import static dev.spate.bench.ScriptedServer.say;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.bench.ScriptedServer.Act;
import dev.spate.bench.ScriptedServer.Act.Cut;
import dev.spate.bench.ScriptedServer.Act.End;
import dev.spate.bench.ScriptedServer.Act.Pause;
import dev.spate.bench.ScriptedServer.Act.Say;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The load client says of a server what that did.
@Timeout(60)
class BenchClientTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int STREAMS = 20;
  private static final Pause SHORT = new Pause(ofMillis(50));

  @Test
  void seesNothingWrongWithAServerThatDoesAllRight() throws Exception {
    var tally = read(say(1), SHORT, say(2), SHORT, say(3), new End());

    assertThat(tally.isClean()).isTrue();
    assertThat(tally.tokens).isEqualTo(3L * STREAMS);
    assertThat(tally.ended).isEqualTo(STREAMS);
    assertThat(tally.perStream).containsOnly(3);
    assertThat(tally.fairness()).isEqualTo(1);
  }

  @Test
  void countsWhatIsLostInTheMiddleAndAtTheEnd() throws Exception {
    assertThat(read(say(1), say(3), new End()).lost).isEqualTo(STREAMS);
    assertThat(read(say(1), say(2), new End()).lost).isEqualTo(STREAMS);
  }

  @Test
  void countsWhatComesTwice() throws Exception {
    var tally = read(say(1), say(2), say(2), say(3), say(1), new End());

    assertThat(tally.duplicates).isEqualTo(2L * STREAMS);
    assertThat(tally.lost + tally.disordered).isZero();
  }

  @Test
  void countsWhatWasOvertaken() throws Exception {
    var tally = read(say(2), say(1), say(3), new End());

    assertThat(tally.disordered).isEqualTo(STREAMS);
    assertThat(tally.lost + tally.duplicates).isZero();
  }

  @Test
  void tellsACutFromAnEnd() throws Exception {
    var tally = read(say(1), say(2), say(3), new Cut());

    assertThat(tally.broken).isEqualTo(STREAMS);
    assertThat(tally.ended).isZero();
  }

  @Test
  void countsTheEventsThatCameTogether() throws Exception {
    var tally = read(say(1, 2, 3), new End());

    assertThat(tally.events.getMaxValue()).isEqualTo(3);
    assertThat(tally.coalescing()).isEqualTo(3);
  }

  @Test
  void measuresTheDelayFromThePlannedTime() throws Exception {
    var tally = read(say(1), new Say(Duration.ofSeconds(9), List.of(2)), say(3), new End());

    assertThat(tally.delay.getCountBetweenValues(millis(8_999), tally.delay.getMaxValue()))
        .isEqualTo(STREAMS);
    assertThat(tally.delay.getTotalCount()).isEqualTo(3L * STREAMS);
  }

  /// Each of the two that follow the pause is late, though the last comes right after the one
  /// before.
  @Test
  void countsEveryTokenBehindAStallAsLate() throws Exception {
    var tally = read(say(1), new Pause(ofMillis(1_500)), say(2), say(3), new End());

    assertThat(tally.stalls).isEqualTo(STREAMS);
    assertThat(tally.gap.getMaxValue()).isGreaterThan(millis(1_499));
    assertThat(tally.lateness.getCountBetweenValues(millis(1_400), tally.lateness.getMaxValue()))
        .isEqualTo(2L * STREAMS);
  }

  @Test
  void countsTheFirstTokenFromWhenItWasToBeAskedFor() throws Exception {
    var tally = read(new Pause(ofMillis(200)), say(1), say(2), say(3), new End());

    assertThat(tally.firstToken.getTotalCount()).isEqualTo(STREAMS);
    assertThat(tally.firstToken.getMinValue()).isGreaterThan(millis(199));
  }

  @Test
  void addsHistogramsAndCountsOfSeveralRounds() throws Exception {
    var tally = read(say(1), say(2), say(3), new End());
    tally.add(read(say(1), say(3), new End()));

    assertThat(tally.delay.getTotalCount()).isEqualTo(5L * STREAMS);
    assertThat(tally.lost).isEqualTo(STREAMS);
    assertThat(tally.perStream).containsOnly(5);
  }

  @Test
  void leavesWhatAStuckReaderDoesNotTake() throws Exception {
    try (var server = ScriptedServer.start(say(1), say(2), new Pause(Duration.ofSeconds(20)))) {
      var load =
          Load.of(server.port(), 2, i -> ask().readBy(i == 0 ? Appetite.STUCK : Appetite.HEALTHY))
              .spread(Duration.ZERO)
              .measured(Duration.ZERO, ofMillis(500));

      assertThat(Client.run(load).perStream).containsExactly(0, 2);
    }
  }

  private static Tally read(Act... script) throws Exception {
    try (var server = ScriptedServer.start(script)) {
      return Client.run(Load.of(server.port(), STREAMS, _ -> ask()).spread(ofMillis(100)));
    }
  }

  /// Three tokens, 20 ms apart.
  private static Load.Ask ask() {
    return new Load.Ask(REQUEST, new Plan(3, millis(20), 0), 3, true, Appetite.HEALTHY);
  }

  private static long millis(long millis) {
    return ofMillis(millis).toNanos();
  }
}
