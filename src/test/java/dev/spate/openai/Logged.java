package dev.spate.openai;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What this package warns of until closed, and nobody else sees meanwhile.
final class Logged extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger(Logged.class.getPackageName());
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

  Logged() {
    logger.setLevel(Level.WARNING);
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /// All that were logged, each without its time and level.
  List<String> lines() {
    return lines;
  }

  /// The next line that nobody has waited for, for which it waits.
  String next() throws InterruptedException {
    return Objects.requireNonNull(news.poll(30, TimeUnit.SECONDS), "it logged nothing");
  }

  @Override
  public void publish(LogRecord entry) {
    var line = new SimpleFormatter().formatMessage(entry);
    lines.add(line);
    news.add(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }
}
