package dev.spate.bench;

import java.time.Duration;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/// What the client has seen. Times are nanoseconds, each kept in a histogram; those of several
/// rounds are added to each other, never averaged.
///
/// What came while it was closed counts only for loss, order, first tokens and ends: these are of a
/// stream's whole life.
final class Tally {
  private static final long LONGEST = Duration.ofMinutes(5).toNanos();
  private static final long LEAST_STALL = Duration.ofMillis(250).toNanos();

  /// From when the stream was to be asked for to its first token.
  final Histogram firstToken = histogram();

  /// And to its clean end.
  final Histogram whole = histogram();

  /// From a token's planned time to its arrival.
  final Histogram delay = histogram();

  /// How far behind its stream's absolute schedule, which the first token's planned time begins, a
  /// token arrived: where a server sleeps between tokens, what it loses adds up here.
  final Histogram lateness = histogram();

  /// Between two tokens of a stream, as they arrived.
  final Histogram gap = histogram();

  /// Events that one read brought.
  final Histogram events = new Histogram(1_000_000, 3);

  long tokens; // events with data, stamped or not
  long bytes;
  long stalls; // gaps of three periods, and at least 250 ms
  long lost;
  long duplicates;
  long disordered;
  long ended; // streams, cleanly
  long broken; // that were cut, or could not be connected
  long refused; // with another status than 200
  double busy; // share of the time in which the client's thread ran: near 1 it measures itself
  long[] perStream; // tokens of each

  private boolean isOpen;

  Tally(int streams) {
    perStream = new long[streams];
  }

  void open() {
    isOpen = true;
  }

  void close() {
    isOpen = false;
  }

  void token(int stream) {
    if (!isOpen) return;
    tokens++;
    perStream[stream]++;
  }

  void delay(long nanos) {
    if (isOpen) record(delay, nanos);
  }

  void lateness(long nanos) {
    if (isOpen) record(lateness, nanos);
  }

  void gap(long nanos, long period) {
    if (!isOpen) return;
    record(gap, nanos);
    if (period > 0 && nanos > Math.max(3 * period, LEAST_STALL)) stalls++;
  }

  void read(int length, int count) {
    if (!isOpen) return;
    bytes += length;
    if (count > 0) events.recordValue(count);
  }

  void firstToken(long nanos) {
    record(firstToken, nanos);
  }

  void end(long nanos) {
    ended++;
    record(whole, nanos);
  }

  void sequence(Sequence sequence, int owed) {
    lost += sequence.lost(owed);
    duplicates += sequence.duplicates();
    disordered += sequence.disordered();
  }

  /// Adds what was seen in another round.
  void add(Tally other) {
    firstToken.add(other.firstToken);
    whole.add(other.whole);
    delay.add(other.delay);
    lateness.add(other.lateness);
    gap.add(other.gap);
    events.add(other.events);
    tokens += other.tokens;
    bytes += other.bytes;
    stalls += other.stalls;
    lost += other.lost;
    duplicates += other.duplicates;
    disordered += other.disordered;
    ended += other.ended;
    broken += other.broken;
    refused += other.refused;
    busy = Math.max(busy, other.busy);
    int streams = Math.min(perStream.length, other.perStream.length);
    for (int i = 0; i < streams; i++) perStream[i] += other.perStream[i];
  }

  /// Tokens of the slowest stream for one of the fastest.
  double fairness() {
    long most = Arrays.stream(perStream).max().orElse(0);
    return most == 0 ? 0 : (double) Arrays.stream(perStream).min().orElse(0) / most;
  }

  /// Events for each read that brought one.
  double coalescing() {
    return events.getMean();
  }

  /// Whether every stream brought what it should, once, in order.
  boolean isClean() {
    return lost + duplicates + disordered + broken + refused == 0;
  }

  /// `1200 tokens, 0 lost, 0 twice, 0 overtaken, 3 streams broken, 0 refused`
  @Override
  public String toString() {
    return "%d tokens, %d lost, %d twice, %d overtaken, %d streams broken, %d refused"
        .formatted(tokens, lost, duplicates, disordered, broken, refused);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
  }

  private static Histogram histogram() {
    return new Histogram(LONGEST, 3);
  }
}
