package dev.spate.bench;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each contender can be started, asked and read, and loses nothing when a few streams are all that
/// it has to do. How fast it is, is no matter here.
@Timeout(300) // Go compiles its library first
class BenchServersTest {
  private static final int STREAMS = 5;
  private static final Plan PLAN = Plan.perSecond(50);

  static Stream<Contender> contenders() {
    return Stream.of(new SpateServer(), new StockServer(), Floor.build(), inJava());
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void saysEveryTokenOnceAndWhenItWasPlanned(Contender contender) throws Exception {
    try (var server = Server.start(contender, PLAN)) {
      var round = Round.run(server, load(server));

      assertThat(round.tally()).matches(Tally::isClean);
      assertThat(round.tally().firstToken.getTotalCount()).isEqualTo(STREAMS);
      assertThat(round.tally().delay.getTotalCount()).isEqualTo(round.tally().tokens);
      assertThat(round.tally().perStream).doesNotContain(0);
      assertThat(round.usage().resident()).isPositive();
      if (contender.isWatched()) assertThat(round.usage().allocated()).isPositive();
    }
  }

  @Test
  void readsTheArticlesServerToo() throws Exception {
    var article = ArticleServer.build();
    assumeTrue(article.isPresent(), "there is no go");

    try (var server = Server.start(article.get(), PLAN)) {
      var tally = Round.run(server, load(server)).tally();

      assertThat(tally).matches(Tally::isClean);
      assertThat(tally.perStream).doesNotContain(0);
      assertThat(tally.delay.getTotalCount()).isZero();
    }
  }

  @Test
  void standsSpateAndNginxBeforeAnUpstream() throws Exception {
    try (var upstream = Server.start(new ScriptedUpstream(Floor.build()), PLAN)) {
      var proxies =
          Stream.concat(
              Stream.of(new SpateProxy(upstream.port())),
              NginxProxy.before(upstream.port()).stream());
      for (var proxy : proxies.toList()) {
        try (var server = Server.start(proxy, PLAN)) {
          var tally = Round.run(server, load(server)).tally();

          assertThat(tally).as(proxy.name()).matches(Tally::isClean);
          assertThat(tally.perStream).as(proxy.name()).doesNotContain(0);
        }
      }
    }
  }

  @Test
  void endsWhatItHasStarted() throws Exception {
    var server = Server.start(Floor.build(), PLAN);
    long pid = server.pid();
    server.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  private static Contender inJava() {
    return new Floor(Optional.empty());
  }

  private static Load load(Server server) {
    var ask = server.contender().ask(PLAN);
    return Load.of(server.port(), STREAMS, _ -> ask)
        .spread(ofMillis(100))
        .measured(ofMillis(500), ofSeconds(2));
  }
}
