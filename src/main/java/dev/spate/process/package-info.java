/// A generator that is a command of the operator's own, in any language.
@NullMarked
package dev.spate.process;

import org.jspecify.annotations.NullMarked;
