package dev.spate.stream;

import static dev.spate.stream.StreamEvent.Reason.CANCELLED;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.spate.stream.Forgotten.Outcome;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamStore.Opened;
import dev.spate.stream.StreamSummary.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private static final Finished END = new Finished(STOP, new Usage(1, 2, false));
  private static final Failed FAILED =
      new Failed(new Failure("c", "m", 502, true, Optional.empty(), ""), END.usage());
  private static final Duration RETENTION = Duration.ofMinutes(60);

  private static final int FORGOTTEN = 3;

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final InstantSource clock = () -> now;

  /// Its logs keep the contract of all logs.
  @Nested
  class LogTest implements StreamLogContract {
    @Override
    public StreamLog emptyLog() {
      var log = new MemoryLog(clock, () -> {});
      return new WeighedLog(StreamId.fresh(clock), Optional.empty(), log, store(1, 1 << 30));
    }
  }

  @Test
  void opensALogWithItsStart() {
    var store = store(10, 1 << 20);
    var id = StreamId.fresh(clock);

    var log = store.open(id, started("ann"), Optional.empty()).log();

    assertThat(log.read(0).entries()).containsExactly(new Entry(1, now, started("ann")));
    assertThat(store.find(id)).contains(log);
  }

  @Test
  void listsTheCallersStreamsNewestFirst() throws Exception {
    var store = store(10, 1 << 20);
    var old = open(store, "ann");
    var others = open(store, "bob");
    var young = open(store, "ann");
    store.find(old).orElseThrow().append(END);

    assertThat(store.list("ann"))
        .extracting(StreamSummary::id, StreamSummary::state, StreamSummary::position)
        .containsExactly(tuple(young, State.LIVE, 1L), tuple(old, State.FINISHED, 2L));
    assertThat(store.list("bob")).extracting(StreamSummary::id).containsExactly(others);
  }

  @Test
  void keepsAnEndedStreamForItsRetention() throws Exception {
    var store = store(10, 1 << 20);
    var id = open(store, "ann");
    store.find(id).orElseThrow().append(END);

    now = now.plus(RETENTION);
    assertThat(store.find(id)).isPresent();
    now = now.plusMillis(1);
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void keepsALiveStreamHoweverLongItTakes() {
    var store = store(10, 1 << 20);
    var id = open(store, "ann");

    now = now.plus(RETENTION).plus(RETENTION);

    assertThat(store.find(id)).isPresent();
  }

  @Test
  void refusesOneLiveStreamTooMany() throws Exception {
    var store = store(2, 1 << 20);
    var first = open(store, "ann");
    open(store, "ann");

    assertThatThrownBy(() -> open(store, "ann")).isInstanceOf(StoreFull.class);

    store.find(first).orElseThrow().append(END);
    open(store, "ann");
  }

  @Test
  void hasRoomForAnotherStreamWhenAReaderSeesTheEnd() throws Exception {
    var store = store(1, 1 << 20);
    var log = store.find(open(store, "ann")).orElseThrow();

    try (var _ = log.watch(() -> open(store, "ann"))) {
      log.append(END);
    }

    assertThat(store.list("ann")).hasSize(2);
  }

  @Test
  void makesRoomByForgettingWhatEndedFirst() throws Exception {
    var store = store(10, 5_000);
    var live = open(store, "ann");
    var first = open(store, "ann");
    var second = open(store, "ann");
    store.find(second).orElseThrow().append(END);
    store.find(first).orElseThrow().append(END);

    store.find(live).orElseThrow().append(new Text("x".repeat(1_500)));

    assertThat(store.find(second)).isEmpty();
    assertThat(store.find(first)).isPresent();
    assertThat(store.find(live)).isPresent();
  }

  @Test
  void isFullWhenLiveStreamsFillIt() throws Exception {
    var store = store(10, 5_000);
    var log = store.find(open(store, "ann")).orElseThrow();

    assertThatThrownBy(() -> log.append(new Text("x".repeat(2_500)))).isInstanceOf(StoreFull.class);
    log.append(new Text("x".repeat(2_000)));
    assertThatThrownBy(() -> open(store, "ann")).isInstanceOf(StoreFull.class);
    log.append(END); // always fits

    assertThat(log.read(0).last()).isTrue();
  }

  @Test
  void givesTheRoomOfAForgottenStreamBack() throws Exception {
    var store = store(10, 5_000);
    for (int i = 0; i < 1_000; i++) {
      var id = open(store, "ann");
      var log = store.find(id).orElseThrow();
      log.append(new Text("x".repeat(1_000)));
      log.append(END);
      if (i % 2 == 0) store.delete(id);
    }
  }

  @Test
  void deletesOnlyWhatHasEnded() throws Exception {
    var store = store(10, 1 << 20);
    var id = open(store, "ann");
    var log = store.find(id).orElseThrow();

    assertThat(store.delete(id)).isFalse();
    log.append(END);
    assertThat(store.delete(id)).isTrue();
    assertThat(store.delete(id)).isFalse();

    assertThat(store.find(id)).isEmpty();
    assertThat(log.read(0).last()).isTrue(); // who reads it reads on
  }

  /// Not when somebody first asked for it in vain.
  @Test
  void knowsWhenTheTimeOfAForgottenStreamWasOver() throws Exception {
    var store = store(10, 1 << 20);
    var id = open(store, "ann");
    store.find(id).orElseThrow().append(END);
    var ended = now;
    now = now.plus(RETENTION).plus(RETENTION);

    assertThat(store.find(id)).isEmpty();

    assertThat(store.forgotten(id))
        .contains(new Forgotten(Outcome.FINISHED, ended, ended.plus(RETENTION)));
  }

  @Test
  void knowsWhenItForgotAStreamToMakeRoom() throws Exception {
    var store = store(10, 5_000);
    var id = open(store, "ann");
    store.find(id).orElseThrow().append(FAILED);
    var ended = now;
    var live = open(store, "ann");
    now = now.plusSeconds(5);

    store.find(live).orElseThrow().append(new Text("x".repeat(1_900)));

    assertThat(store.forgotten(id)).contains(new Forgotten(Outcome.FAILED, ended, now));
  }

  @Test
  void knowsWhenAStreamWasDeleted() throws Exception {
    var store = store(10, 1 << 20);
    var id = open(store, "ann");
    store.find(id).orElseThrow().append(new Finished(CANCELLED, END.usage()));
    var ended = now;
    now = now.plusSeconds(5);

    store.delete(id);

    assertThat(store.forgotten(id)).contains(new Forgotten(Outcome.CANCELLED, ended, now));
  }

  @Test
  void knowsNothingOfForgettingWhatIsThereOrNeverWas() {
    var store = store(10, 1 << 20);

    assertThat(store.forgotten(open(store, "ann"))).isEmpty();
    assertThat(store.forgotten(StreamId.fresh(clock))).isEmpty();
  }

  @Test
  void remembersOnlySoManyOfThoseThatItForgot() throws Exception {
    var store = store(10, 1 << 20);
    var ids = new ArrayList<StreamId>();
    for (int i = 0; i < FORGOTTEN + 2; i++) {
      ids.add(open(store, "ann"));
      store.find(ids.getLast()).orElseThrow().append(END);
      store.delete(ids.getLast());
    }

    assertThat(ids.stream().map(id -> store.forgotten(id).isPresent()))
        .containsExactly(false, false, true, true, true);
  }

  @Test
  void opensTheSameStreamForTheSameKey() throws Exception {
    var store = store(10, 1 << 20);
    var first = open(store, key("ann", "k", "body"));

    assertThat(first.fresh()).isTrue();
    assertThat(open(store, key("ann", "k", "body")))
        .isEqualTo(new Opened(first.id(), first.log(), false));
    assertThat(open(store, key("bob", "k", "other body")).fresh()).isTrue();
    assertThatThrownBy(() -> open(store, key("ann", "k", "other body")))
        .isInstanceOf(KeyReused.class)
        .hasMessageContaining("'k'");
  }

  @Test
  void keepsAKeyAsLongAsItsStream() throws Exception {
    var store = store(10, 1 << 20);
    var first = open(store, key("ann", "k", "body"));
    first.log().append(END);

    assertThat(open(store, key("ann", "k", "body")).fresh()).isFalse();
    store.delete(first.id());
    assertThat(open(store, key("ann", "k", "other body")).fresh()).isTrue();
  }

  @Test
  void freesTheKeyOfAStreamThatFailedWithoutAPiece() throws Exception {
    var store = store(10, 1 << 20);
    var first = open(store, key("ann", "k", "body"));
    first.log().append(FAILED);

    var second = open(store, key("ann", "k", "body"));
    second.log().append(new Text("a"));
    second.log().append(FAILED);
    store.delete(first.id()); // takes the key from nobody

    assertThat(second.fresh()).isTrue();
    assertThat(open(store, key("ann", "k", "body")).id()).isEqualTo(second.id());
  }

  /// A hundred at once, a hundred times.
  @Test
  void opensOneStreamForOneKeyHoweverManyAsk() throws Exception {
    var store = store(1_000, 1 << 20);
    for (int round = 0; round < 100; round++) {
      var key = key("ann", "k" + round, "body");
      var opened = new ConcurrentLinkedQueue<Opened>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 100; i++) {
          threads.execute(() ->
              opened.add(store.open(StreamId.fresh(clock), started("ann"), Optional.of(key))));
        }
      }

      assertThat(opened).hasSize(100).filteredOn(Opened::fresh).hasSize(1);
      assertThat(opened).extracting(Opened::id).containsOnly(opened.element().id());
    }
  }

  @Test
  void takesLessRoomForAStreamThatHasEnded() throws Exception {
    var store = store(10, 100_000);
    var live = open(store, key("ann", "live", ""));
    for (int round = 0; round < 6; round++) {
      var log = open(store, key("ann", "ended " + round, "")).log();
      for (int i = 0; i < 500; i++) log.append(new Text(" token"));
      log.append(END);
    }

    assertThat(store.list("ann")).hasSize(7); // of 62 KB each while they grew
    assertThat(store.find(live.id())).isPresent();
  }

  private static IdempotencyKey key(String caller, String value, String digest) {
    return new IdempotencyKey(caller, value, digest);
  }

  private Opened open(StreamStore store, IdempotencyKey key) {
    return store.open(StreamId.fresh(clock), started(key.caller()), Optional.of(key));
  }

  private MemoryStore store(int live, long bytes) {
    return new MemoryStore(new MemoryStore.Limits(live, bytes, RETENTION, FORGOTTEN), clock);
  }

  private StreamId open(StreamStore store, String caller) {
    now = now.plusMillis(1);
    var id = StreamId.fresh(clock);
    store.open(id, started(caller), Optional.empty());
    return id;
  }

  private static Started started(String caller) {
    return new Started(caller, "echo", "{}");
  }
}
