/// From a prompt to events: what a backend implements, and the generations that are running.
@NullMarked
package dev.spate.generation;

import org.jspecify.annotations.NullMarked;
