/// Bytes: prompts and events as JSON, and frames as server-sent events.
@NullMarked
package dev.spate.wire;

import org.jspecify.annotations.NullMarked;
