package dev.spate.simulation;

/// How a simulator answers one prompt.
///
/// @param times how often the clock tells the time
/// @param mostTokens where the answer is cut
record Knobs(Pace pace, long times, Fault fault, long mostTokens) {}
