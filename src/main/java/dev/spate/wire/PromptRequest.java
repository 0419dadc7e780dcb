package dev.spate.wire;

import dev.spate.generation.Bounds;
import dev.spate.generation.Lifetime;
import dev.spate.generation.Prompt;
import java.util.Optional;

/// A prompt as it was asked: with its bounds, and the lifetime that its body names.
///
/// @param json the request that it came in, to be kept
public record PromptRequest(
    Prompt prompt, Bounds bounds, String json, Optional<Lifetime> lifetime) {}
