package dev.spate.stream;

/// The key stands for another body already. Take a fresh key for each new prompt.
public final class KeyReused extends RuntimeException {
  KeyReused(IdempotencyKey key) {
    super("the key '" + key.value() + "' was sent with another body before: take a fresh one");
  }
}
