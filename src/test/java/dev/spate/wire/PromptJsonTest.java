package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptJsonTest {
  @Test
  void isThePromptOnOneLine() {
    var first =
        new Message("system", "Be kind.", "{\"role\":\"system\",\n\"content\":\"Be kind.\"}");
    var second =
        new Message("user", "Why?", "{\"role\":\"user\",\"content\":\"Why?\",\"name\":\"A\"}");
    var parameters = Map.of("temperature", "0.5", "stop", "[\"\\n\"]");

    assertThat(PromptJson.of(new Prompt("\"m\"", List.of(first, second), parameters)))
        .isEqualTo(
            "{\"model\":\"\\\"m\\\"\",\"messages\":["
                + "{\"role\":\"system\", \"content\":\"Be kind.\"},"
                + "{\"role\":\"user\",\"content\":\"Why?\",\"name\":\"A\"}"
                + "],\"stop\":[\"\\n\"],\"temperature\":0.5}");
  }

  @Test
  void isReadAsThePromptThatItWas() {
    var read =
        new PromptReader("m", 9)
            .json("{\"messages\":[{\"role\":\"user\",\"content\":\"🦆\\ud800\"}],\"n\":1}")
            .prompt();

    assertThat(new PromptReader("other", 9).json(PromptJson.of(read)).prompt()).isEqualTo(read);
  }
}
