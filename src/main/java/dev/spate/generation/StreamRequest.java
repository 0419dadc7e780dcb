package dev.spate.generation;

import dev.spate.stream.IdempotencyKey;
import java.util.Optional;

/// A request for a stream.
///
/// @param json as the caller sent it, to be kept: `{"prompt":"Why SSE?"}`
/// @param bounds where the answer ends, whatever its generator makes of them
/// @param key with which it may be repeated: then it finds the stream that it has started
public record StreamRequest(
    Caller caller,
    Prompt prompt,
    String json,
    Bounds bounds,
    Lifetime lifetime,
    Optional<IdempotencyKey> key) {}
