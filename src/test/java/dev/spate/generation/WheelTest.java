package dev.spate.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WheelTest {
  private final Wheel wheel = new Wheel();
  private final BlockingQueue<Integer> turns = new LinkedBlockingQueue<>(); // whose

  @AfterEach
  void close() {
    wheel.close();
  }

  @Test
  void givesEachItsTurnsInTheOrderInWhichTheyAreDue() throws Exception {
    long seed = Long.getLong("spate.seed", System.nanoTime());
    System.out.println("spate.seed=" + seed);
    var random = new Random(seed);
    long now = System.nanoTime();
    var ticking = new ArrayList<Ticking>();
    for (int i = 0; i < 1_000; i++) {
      ticking.add(new Ticking(i, now + random.nextInt(50_000_000), random.nextInt(5_000_000), 10));
    }

    ticking.forEach(wheel::add);

    var taken = new int[1_000];
    for (int i = 0; i < 10_000; i++) taken[turns.take()]++;
    assertThat(taken).containsOnly(10);
    assertThat(ticking).allSatisfy(task -> assertThat(task.early).isZero());
  }

  @Test
  void isWokenByWhatIsDueSooner() throws Exception {
    wheel.add(new Ticking(1, in(Duration.ofHours(1)), 0, 1));
    wheel.add(new Ticking(2, in(Duration.ofMillis(1)), 0, 1));

    assertThat(turns.take()).isEqualTo(2);
  }

  @Test
  void forgetsWhatIsRemoved() throws Exception {
    var removed = new Ticking(1, in(Duration.ofMillis(200)), 0, 1);
    wheel.add(removed);
    wheel.remove(removed);
    wheel.add(new Ticking(2, in(Duration.ofMillis(300)), 0, 1));

    assertThat(turns.take()).isEqualTo(2);
  }

  @Test
  void goesOnThoughATaskIsBroken() throws Exception {
    var broken = new CountDownLatch(1);
    wheel.add(
        new Wheel.Task() {
          private final long due = in(Duration.ZERO);

          @Override
          public long dueNanos() {
            return due;
          }

          @Override
          public boolean takeTurn() {
            broken.countDown();
            throw new IllegalStateException("as the test wants it");
          }
        });
    broken.await();
    wheel.add(new Ticking(1, in(Duration.ZERO), 0, 1));

    assertThat(turns.take()).isEqualTo(1);
  }

  private static long in(Duration wait) {
    return System.nanoTime() + wait.toNanos();
  }

  /// Takes so many turns at so long intervals, and counts those that came early.
  private final class Ticking implements Wheel.Task {
    private final int number;
    private final long interval;
    private long dueNanos;
    private int left;
    private int early;

    Ticking(int number, long dueNanos, long interval, int turns) {
      this.number = number;
      this.dueNanos = dueNanos;
      this.interval = interval;
      this.left = turns;
    }

    @Override
    public long dueNanos() {
      return dueNanos;
    }

    @Override
    public boolean takeTurn() {
      if (System.nanoTime() - dueNanos < 0) early++;
      dueNanos += interval;
      turns.add(number);
      return --left > 0;
    }
  }
}
