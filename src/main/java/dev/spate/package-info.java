/// Composes the gateway by hand, from its configuration.
@NullMarked
package dev.spate;

import org.jspecify.annotations.NullMarked;
