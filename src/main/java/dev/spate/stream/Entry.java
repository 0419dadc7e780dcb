package dev.spate.stream;

import java.time.Instant;

/// An event at its place in a log: `position` is 1 for the first, `at` whole milliseconds.
public record Entry(long position, Instant at, StreamEvent event) {}
