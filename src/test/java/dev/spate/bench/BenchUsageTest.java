package dev.spate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a process has used.
class BenchUsageTest {

  @Test
  void seesTheProcessorTimeThatAThreadHasTaken() {
    long pid = ProcessHandle.current().pid();
    var threads = ManagementFactory.getThreadMXBean();
    long before = CpuClock.nanos(pid);
    long own = threads.getCurrentThreadCpuTime();
    while (threads.getCurrentThreadCpuTime() - own < 50_000_000) Thread.onSpinWait();

    assertThat(CpuClock.nanos(pid) - before).isGreaterThanOrEqualTo(50_000_000);
  }

  @Test
  void agreesWithTheSystemsOwnAccount() {
    var self = ProcessHandle.current();
    var account = self.info().totalCpuDuration().orElseThrow();

    assertThat(Duration.ofNanos(CpuClock.nanos(self.pid())))
        .isBetween(account.minusMillis(20), account.plusMinutes(1));
  }
}
