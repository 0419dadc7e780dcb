/// Generators that need no model and no network: for tests, demos, and whoever builds a client.
@NullMarked
package dev.spate.simulation;

import org.jspecify.annotations.NullMarked;
