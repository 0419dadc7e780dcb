package dev.spate.generation;

/// One message of a conversation.
///
/// @param role `system`, `user`, `assistant`, …
/// @param text all text of its content, joined
/// @param json the message as the caller sent it: `{"role":"user","content":"Why SSE?"}`
public record Message(String role, String text, String json) {}
