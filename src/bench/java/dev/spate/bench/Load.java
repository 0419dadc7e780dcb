package dev.spate.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.IntFunction;

/// What the client does to a server: so many streams, each asked for at a time that is set
/// beforehand, whatever becomes of the others.
///
/// @param asks each stream's, by its index
/// @param spread the first is asked for at once, the last so much later
/// @param opens after so long since the start what comes begins to count
/// @param closes and after so long it ends, or when all streams have ended
record Load(
    int port,
    int streams,
    IntFunction<Ask> asks,
    Duration spread,
    Duration opens,
    Duration closes) {

  /// How one stream is asked for and read.
  ///
  /// @param request the bytes that do, ASCII
  /// @param plan what the server says then
  /// @param tokens so many must have come at its clean end
  /// @param isStamped whether its tokens are; else each event with data counts as one
  record Ask(String request, Plan plan, int tokens, boolean isStamped, Appetite appetite) {
    /// A reader who must get so many tokens.
    Ask owing(int tokens) {
      return new Ask(request, plan, tokens, isStamped, appetite);
    }

    Ask readBy(Appetite other) {
      return new Ask(request, plan, tokens, isStamped, other);
    }
  }

  /// Asks spread over a second, of which all counts until they have ended.
  static Load of(int port, int streams, IntFunction<Ask> asks) {
    return new Load(
        port, streams, asks, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(1));
  }

  /// The same, asked for in such a time.
  Load spread(Duration time) {
    return new Load(port, streams, asks, time, opens, closes);
  }

  /// The same, of which counts what comes after `settling`, for so long.
  Load measured(Duration settling, Duration length) {
    return new Load(port, streams, asks, spread, settling, settling.plus(length));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// When stream `index` is to be asked for, in nanoseconds after the start.
  long due(int index) {
    return streams == 1 ? 0 : spread.toNanos() * index / (streams - 1);
  }
}
