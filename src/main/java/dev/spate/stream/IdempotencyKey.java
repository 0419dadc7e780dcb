package dev.spate.stream;

/// What makes a request the same as an earlier one: its caller's key, and a digest of its body. It
/// lasts as long as the stream that it started.
///
/// @param value as the caller sent it, quotes and all: `8e03978e-40d5-43e8-bc93-6894a57f9324`
public record IdempotencyKey(String caller, String value, String digest) {}
