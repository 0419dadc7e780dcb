/// Events, logs and the store: what a stream is, apart from who writes it and who reads it.
@NullMarked
package dev.spate.stream;

import org.jspecify.annotations.NullMarked;
