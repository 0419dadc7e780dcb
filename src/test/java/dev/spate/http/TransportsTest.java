package dev.spate.http;

import org.junit.jupiter.api.Nested;

/// The three ways to read a stream over HTTP keep one contract.
class TransportsTest {
  @Nested
  class SseTest implements TransportContract {
    @Override
    public Transport transport() {
      return Transport.SSE;
    }
  }

  @Nested
  class NdjsonTest implements TransportContract {
    @Override
    public Transport transport() {
      return Transport.NDJSON;
    }
  }

  @Nested
  class LongPollTest implements TransportContract {
    @Override
    public Transport transport() {
      return Transport.LONG_POLL;
    }
  }
}
