/// OpenAI's dialect: its paths, its objects, its errors.
@NullMarked
package dev.spate.openai;

import org.jspecify.annotations.NullMarked;
