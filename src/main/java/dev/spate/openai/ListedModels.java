package dev.spate.openai;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import dev.spate.generation.Generator;
import dev.spate.wire.BadJson;
import dev.spate.wire.ForeignJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Whatever models the first of some upstreams lists, each by its own name behind a prefix:
/// `gpt-4.1`, or `azure/gpt-4.1`. The list is asked for at start, and anew when somebody looks at
/// it that is older than a minute; until the new one has come, and where none comes, the old one
/// holds.
final class ListedModels implements UpstreamModels {
  private static final System.Logger LOGGER = System.getLogger(ListedModels.class.getName());
  private static final String PATH = "/models";
  private static final int DEPTH = 64;
  private static final int MOST_MODELS = 10_000;
  private static final int MOST_CHARS = 256; // of a name
  private static final int MOST_BYTES = 8 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration AGAIN = Duration.ofSeconds(5); // when it could not be had

  private final String prefix;
  private final List<Upstream> upstreams;
  private final Duration refresh;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Map<String, Generator> models = Map.of(); // in the upstream's order
  private volatile boolean isKnown; // what they are
  private volatile long dueNanos; // when to ask anew

  /// Asks for the list, and waits for it.
  ///
  /// @param refresh how old it may be
  ListedModels(String prefix, List<Upstream> upstreams, Duration refresh) {
    this.prefix = prefix;
    this.upstreams = List.copyOf(upstreams);
    this.refresh = refresh;
    ask();
  }

  @Override
  public List<String> names() {
    return List.copyOf(current().keySet());
  }

  @Override
  public Optional<Generator> find(String model) {
    return Optional.ofNullable(current().get(model));
  }

  /// Once there was a list, a name that isn't in it is known to be none.
  @Override
  public Optional<String> missingFor(String model) {
    if (isKnown || !model.startsWith(prefix)) return Optional.empty();
    return Optional.of("the list of " + upstreams.getFirst().name() + ", which doesn't answer");
  }

  @Override
  public List<Upstream> upstreams() {
    return upstreams;
  }

  /// Whoever looks waits for nobody.
  private Map<String, Generator> current() {
    if (System.nanoTime() - dueNanos > 0 && asking.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::ask);
    }
    return models;
  }

  private void ask() {
    var next = AGAIN;
    var client = upstreams.getFirst().client();
    try (var call = client.get(PATH)) {
      try (var _ = call.within(PATIENCE)) {
        int status = call.send();
        var body = new String(call.body().readNBytes(MOST_BYTES), UTF_8);
        if (status == 200) {
          list(ids(body));
          next = refresh;
        } else {
          warn(Complaint.of(status, body, client.endpoint()));
        }
      }
    } catch (BadJson e) {
      warn("what it sends " + e.getMessage() + ": see base-url");
    } catch (IOException e) {
      warn(Complaint.of(e, client.endpoint()));
    } finally {
      dueNanos = System.nanoTime() + next.toNanos();
      asking.set(false);
    }
  }

  private void warn(String complaint) {
    var first = upstreams.getFirst();
    var asked = first.endpoint() + PATH;
    LOGGER.log(WARNING, "{0} lists no models: {1}: {2}", first.name(), asked, complaint);
  }

  private void list(Set<String> ids) {
    var listed = new LinkedHashMap<String, Generator>();
    for (var id : ids) listed.put(prefix + id, new OpenAiGenerator(id, upstreams));
    models = Collections.unmodifiableMap(listed);
    isKnown = true;
    for (var upstream : upstreams) upstream.keep(ids);
  }

  /// `{"object":"list","data":[{"id":"gpt-4.1",…},…]}`, in its order
  private static Set<String> ids(String body) throws BadJson {
    if (!(ForeignJson.parse(body, DEPTH) instanceof JsonObject list)
        || !(list.get("data") instanceof JsonArray data)) {
      throw new BadJson("has no 'data'");
    }
    return data.stream()
        .flatMap(model -> model instanceof JsonObject object ? Stream.of(object) : Stream.empty())
        .flatMap(model -> model.get("id") instanceof JsonString id ? Stream.of(id) : Stream.empty())
        .map(JsonString::getString)
        .filter(id -> !id.isBlank() && id.length() <= MOST_CHARS)
        .limit(MOST_MODELS)
        .collect(toCollection(LinkedHashSet::new));
  }
}
