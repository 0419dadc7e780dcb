package dev.spate.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The processor time of a process, of all its threads that are or were, in nanoseconds: POSIX's
/// `clock_getcpuclockid`. `/proc` has it in steps of ten milliseconds, too coarse for a few
/// streams.
@SuppressWarnings("restricted") // it calls the C library
final class CpuClock {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle FIND = function("clock_getcpuclockid");
  private static final MethodHandle READ = function("clock_gettime");
  private static final MemoryLayout TIMESPEC = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);
  private static final long SECOND = 1_000_000_000;

  private CpuClock() {}

  /// @throws IllegalStateException if there is no such process
  static long nanos(long pid) {
    try (var arena = Arena.ofConfined()) {
      var clock = arena.allocate(JAVA_INT);
      call(FIND, (int) pid, clock);
      var time = arena.allocate(TIMESPEC);
      call(READ, clock.get(JAVA_INT, 0), time);
      return time.getAtIndex(JAVA_LONG, 0) * SECOND + time.getAtIndex(JAVA_LONG, 1);
    }
  }

  private static void call(MethodHandle function, int what, MemorySegment result) {
    int error;
    try {
      error = (int) function.invokeExact(what, result);
    } catch (Throwable e) {
      throw new IllegalStateException(e); // the function itself throws nothing
    }
    if (error != 0) throw new IllegalStateException("the process has ended");
  }

  /// Both take a number and where to put what they find, and return 0 when all is well.
  private static MethodHandle function(String name) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  }
}
