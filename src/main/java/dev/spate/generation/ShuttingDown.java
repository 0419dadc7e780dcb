package dev.spate.generation;

/// No stream is started any more, since the process is stopping. Ask again once it is back.
public final class ShuttingDown extends RuntimeException {
  ShuttingDown() {
    super("the gateway is shutting down");
  }
}
