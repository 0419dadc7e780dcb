package dev.spate.openai;

import static dev.spate.http.ProblemType.BAD_CURSOR;

import dev.spate.generation.Caller;
import dev.spate.generation.Generations;
import dev.spate.http.Bodies;
import dev.spate.http.Methods;
import dev.spate.http.Problem;
import dev.spate.http.StreamRequests;
import dev.spate.http.Streams;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamLog;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// OpenAI's chat completions, each of which is a stream: a POST starts one, a GET reads it, live or
/// ended, whole or in chunks from anywhere, whoever started it.
public final class CompletionsApi implements HttpService {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Bodies bodies;
  private final StreamRequests requests;
  private final Generations generations;
  private final Streams streams;
  private final CompletionReplies replies;

  /// @param heartbeat how long nothing may be sent to a reader
  /// @param commitDelay how long the status waits for what becomes of a stream
  public CompletionsApi(
      Bodies bodies,
      StreamRequests requests,
      Generations generations,
      Streams streams,
      Duration heartbeat,
      Duration commitDelay) {
    this.bodies = bodies;
    this.requests = requests;
    this.generations = generations;
    this.streams = streams;
    this.replies = new CompletionReplies(streams, heartbeat, commitDelay);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/", new Methods().post(this::start)).any("/{id}", new Methods().get(this::get));
  }

  private void start(ServerRequest request, ServerResponse response) throws IOException {
    var wanted =
        CompletionRequest.read(
            bodies.json(request, CompletionRequest.EXAMPLE), generations::models);
    var presence = generations.start(requests.read(Caller.ANYONE, request, wanted.asked()));
    if (!wanted.streams()) replies.sendWhole(presence, response);
    else replies.sendChunks(presence, StreamLog.START, wanted.options(), response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    var id = CompletionId.parse(request.path().pathParameters().get("id"));
    boolean chunks = streams(request);
    long position = startingAfter(request, chunks);
    var log = streams.log(id);
    checkWithin(log, position);
    var options = optionsOf(log);
    var presence = generations.attend(id, Duration.ZERO);
    if (!chunks) replies.sendWhole(presence, response);
    else replies.sendChunks(presence, position, options, response);
  }

  /// As whoever started it wanted them, so that what was cut goes on alike.
  private static ChunkOptions optionsOf(StreamLog log) {
    var started = (Started) log.read(StreamLog.START).entries().getFirst().event();
    return ChunkOptions.ofRequest(started.request());
  }

  private static boolean streams(ServerRequest request) {
    var stream = request.query().first("stream").orElse("false");
    if (!List.of("true", "false").contains(stream)) {
      throw bad("stream", stream, "must be true or false");
    }
    return stream.equals("true");
  }

  private static long startingAfter(ServerRequest request, boolean chunks) {
    var after = request.query().first("starting_after").asOptional();
    if (after.isEmpty()) return StreamLog.START;
    if (!chunks) throw bad("starting_after", after.get(), "needs ?stream=true");
    if (NUMBER.matcher(after.get()).matches()) return Long.parseLong(after.get());
    throw bad("starting_after", after.get(), "must be the 'position' of the last chunk you have");
  }

  private static Problem bad(String param, String value, String mend) {
    return Problem.parameter(param, value, mend).at(param, "invalid_value");
  }

  private static void checkWithin(StreamLog log, long position) {
    if (position == StreamLog.START || !log.read(position - 1).entries().isEmpty()) return;
    throw BAD_CURSOR
        .because(
            "'starting_after' is %d: the stream has not come so far; send the 'position' of the"
                    .formatted(position)
                + " last chunk you have")
        .at("starting_after", "invalid_value");
  }
}
