package dev.spate.http;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// docs/PROTOCOL.md is true: each of its exchanges, from top to bottom, and its list of problems.
@Tag("also-without-the-pump")
@Timeout(60)
class ProtocolTest {
  private static final Pattern EXCHANGE =
      Pattern.compile("```http\n(.*?)```\n\n```http\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROBLEM =
      Pattern.compile("\\| `(urn:spate:[a-z-]+)` \\| (\\d+ \\| (yes|no)) \\|");
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "<time>", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z",
          "<n>", "\\d+",
          "<…>", ".*");

  private String page = "";
  private String stream = ""; // the one that was named last

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("docs/PROTOCOL.md"));
  }

  @Test
  void itsExchangesHappen() throws IOException {
    var exchanges = EXCHANGE.matcher(page).results().toList();
    assertThat(exchanges).hasSizeGreaterThan(10);
    try (var gateway = TestGateway.start()) {
      for (var exchange : exchanges) {
        happens(gateway.port(), Message.of(exchange.group(1)), Message.of(exchange.group(2)));
      }
    }
  }

  @Test
  void itListsEveryProblem() {
    var listed = PROBLEM.matcher(page).results().collect(toMap(m -> m.group(1), m -> m.group(2)));

    assertThat(listed)
        .isEqualTo(
            Arrays.stream(ProblemType.values())
                .collect(toMap(ProblemType::uri, ProtocolTest::statusAndRetryable)));
  }

  private static String statusAndRetryable(ProblemType type) {
    return "%d | %s".formatted(type.status(), type.retryable() ? "yes" : "no");
  }

  /// A request or a reply as the page shows it.
  private record Message(String head, String body) {
    static Message of(String text) {
      int end = text.indexOf("\n\n");
      return end < 0
          ? new Message(text.strip(), "")
          : new Message(text.substring(0, end), text.substring(end + 2).strip());
    }
  }

  private void happens(int port, Message request, Message reply) throws IOException {
    var sent = (request.head() + "\n\n" + request.body()).replace("<stream>", stream);
    try (var exchange = new RawExchange(port, sent)) {
      if (!exchange.header("Spate-Stream").isEmpty()) stream = exchange.header("Spate-Stream");

      assertThat(reply.head()).as(sent).startsWith("HTTP/1.1 " + exchange.status() + " ");
      for (var header : reply.head().lines().skip(1).toList()) {
        int colon = header.indexOf(": ");
        assertThat(exchange.header(header.substring(0, colon)))
            .as(header)
            .matches(pattern(header.substring(colon + 2)));
      }
      assertThat(exchange.body().text().strip()).as(sent).matches(pattern(reply.body()));
    }
  }

  private Pattern pattern(String text) {
    var regex = Pattern.quote(text.replace("<stream>", stream));
    for (var placeholder : PLACEHOLDERS.entrySet()) {
      var unquoted = "\\E" + placeholder.getValue() + "\\Q";
      regex = regex.replaceAll(placeholder.getKey(), Matcher.quoteReplacement(unquoted));
    }
    return Pattern.compile(regex);
  }
}
