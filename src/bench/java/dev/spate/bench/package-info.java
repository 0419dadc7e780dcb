/// The benchmark: a load client, the servers it is pointed at, and what comes of it.
@NullMarked
package dev.spate.bench;

import org.jspecify.annotations.NullMarked;
