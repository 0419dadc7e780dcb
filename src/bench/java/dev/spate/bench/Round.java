package dev.spate.bench;

import java.io.IOException;

/// What one load on one server came to: what the client has seen, and what the server used
/// meanwhile.
record Round(Tally tally, Usage usage) {

  static Round run(Server server, Load load) throws IOException, InterruptedException {
    var meter = new UsageMeter(server);
    var tally = Client.run(load, meter);
    return new Round(tally, meter.used);
  }

  /// Nanoseconds of the server's.
  double cpuPerToken() {
    return (double) usage.cpu() / tally.tokens;
  }

  double allocatedPerToken() {
    return (double) usage.allocated() / tally.tokens;
  }

  double bytesPerToken() {
    return (double) tally.bytes / tally.tokens;
  }

  private static final class UsageMeter implements Client.Meter {
    private final Server server;
    private Usage used = new Usage(0, 0, 0);

    UsageMeter(Server server) {
      this.server = server;
    }

    @Override
    public void open() throws IOException, InterruptedException {
      used = Usage.of(server);
    }

    @Override
    public void close() throws IOException, InterruptedException {
      used = Usage.of(server).since(used);
    }
  }
}
