package dev.spate.stream;

import java.time.InstantSource;

class MemoryLogTest implements StreamLogContract {
  @Override
  public StreamLog emptyLog() {
    return new MemoryLog(InstantSource.system(), () -> {});
  }
}
