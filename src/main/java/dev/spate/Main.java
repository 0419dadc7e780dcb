package dev.spate;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Catalog;
import dev.spate.generation.Generations;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Lifetime;
import dev.spate.generation.Settings;
import dev.spate.http.Bodies;
import dev.spate.http.ClientFiles;
import dev.spate.http.ClockEvents;
import dev.spate.http.Closing;
import dev.spate.http.Cors;
import dev.spate.http.Deadlines;
import dev.spate.http.Methods;
import dev.spate.http.OriginGuard;
import dev.spate.http.Origins;
import dev.spate.http.Problems;
import dev.spate.http.Pump;
import dev.spate.http.RequestIds;
import dev.spate.http.StreamRequests;
import dev.spate.http.Streams;
import dev.spate.http.StreamsApi;
import dev.spate.openai.CompletionsApi;
import dev.spate.openai.ModelsApi;
import dev.spate.openai.OpenAiDialect;
import dev.spate.stream.MemoryStore;
import dev.spate.wire.PromptReader;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Composes the gateway by hand, starts it, and says in three lines how to use it.
public final class Main {
  private static final int MISCONFIGURED = 2;
  private static final List<String> PATHS =
      List.of(
          "/",
          "/c/{id}",
          "/s/{id}",
          "/live",
          "/v1/streams",
          "/v1/models",
          "/v1/chat/completions",
          "/v1/chat/completions/{id}",
          "/events",
          "/observe/health");

  private Main() {}

  public static void main(String... arguments) {
    LogConfig.configureRuntime(); // from logging.properties, ours or the caller's
    try {
      var file = ConfigurationFile.find(arguments);
      var configuration = new Configuration(file, System.getenv(), systemProperties());
      var gateway = start(configuration, Providers.find(file.libs()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "shutdown"));
      configuration.warnings().forEach(warning -> System.err.println("spate: " + warning));
      System.out.println(gateway.banner());
    } catch (BadSetting e) {
      System.err.println("spate: " + e.getMessage());
      System.exit(MISCONFIGURED);
    }
  }

  private static void stop(Gateway gateway) {
    gateway.farewell().ifPresent(System.out::println);
    gateway.close();
  }

  /// A prompt's path: the API reads it, `generations` start it, its log is in the store, and
  /// whoever follows the log reads it from there.
  ///
  /// @throws BadSetting if the configuration doesn't let it start
  static Gateway start(Configuration configuration, Iterable<GeneratorProvider> providers) {
    var clock = InstantSource.system();
    var server = configuration.child("server");
    var catalog = Generators.open(configuration, providers);
    var store = new MemoryStore(storeLimits(configuration.child("store")), clock);
    var streamLimits = Generations.Limits.from(configuration.child("stream"));
    var generations = new Generations(store, catalog, streamLimits, clock);

    int depth = (int) server.number("json-depth", 64, 1, 1_000);
    int mostBytes = (int) server.number("max-body", 8 << 20, 1, 1 << 30);
    long mostBodies = orHeap(server.number("max-bodies", 0, 0, Long.MAX_VALUE), 8);
    var bodies = new Bodies(new PromptReader(catalog.defaultModel(), depth), mostBytes, mostBodies);
    var requests = new StreamRequests(bodies, lifetime(configuration.child("stream")));
    var heartbeat =
        server.duration("heartbeat", ofSeconds(15), ofMillis(10), ofSeconds(30)); // readers give up
    var longestWait = server.duration("longest-wait", ofSeconds(60), ofSeconds(0), ofMinutes(5));
    var commitDelay = server.duration("commit-delay", ofSeconds(1), ofSeconds(0), ofSeconds(30));
    boolean isPumped = server.flag("pump", true);
    var drain = server.duration("drain", ofSeconds(20), ofSeconds(0), ofHours(1));
    var streams = new StreamsApi(requests, generations, store, heartbeat, longestWait, clock);
    var completions =
        new CompletionsApi(
            bodies, requests, generations, new Streams(store, clock), heartbeat, commitDelay);
    var listener = Listener.from(server);
    refuseToSpendKeys(configuration, listener, catalog);
    var origins = new Origins(server.list("origins"));
    var problems = new Problems(PATHS, new OpenAiDialect());
    var deadlineLimits = Deadlines.Limits.from(server);
    var routing =
        HttpRouting.builder()
            .addFilter(new Closing(problems))
            .addFilter(new RequestIds())
            .addFilter(new Cors(origins))
            .addFilter(
                new OriginGuard(
                    listener.address().isLoopbackAddress(), server.list("hosts"), origins))
            .register("/v1/streams", streams)
            .register("/v1/models", new ModelsApi(catalog, clock.instant()))
            .register("/v1/chat/completions", completions)
            .any("/events", new Methods().get(new ClockEvents(clock)))
            .register(new ClientFiles());
    problems.handle(routing);
    var health = ObserveFeature.just(health(generations));

    if (server.flag("exit-with-parent", false)) exitWithParent();
    configuration.refuseUnknownKeys();
    var deadlines = new Deadlines(deadlineLimits, bodies, problems);
    var pump = isPumped ? Optional.of(new Pump(heartbeat)) : Optional.<Pump>empty();
    return new Gateway(
        listener.start(routing, problems, deadlines, pump, health),
        deadlines,
        pump,
        generations,
        catalog,
        drain);
  }

  /// Whoever can reach it could ask, and each answer of a model with a key costs its owner money.
  private static void refuseToSpendKeys(
      Configuration configuration, Listener listener, Catalog catalog) {
    var access = configuration.text("access", "local");
    if (!List.of("local", "open").contains(access)) {
      throw configuration.bad("access", "must be local, or open");
    }
    if (listener.address().isLoopbackAddress() || access.equals("open")) return;
    if (!catalog.hasKey()) return;
    catalog.close();
    throw configuration
        .child("server")
        .bad(
            "host",
            "must be localhost, since models answer by a key of yours, or set access: open");
  }

  /// Not ready once it is asked to stop, so that no new client is sent here.
  private static HealthObserver health(Generations generations) {
    return HealthObserver.builder()
        .details(true)
        .addCheck(
            () -> HealthCheckResponse.builder().status(generations.isOpen()).build(),
            HealthCheckType.READINESS,
            "open")
        .build();
  }

  private static Lifetime lifetime(Settings stream) {
    return Lifetime.parse(stream.text("lifetime", "30s"))
        .orElseThrow(() -> stream.bad("lifetime", "must be " + Lifetime.FORM));
  }

  private static MemoryStore.Limits storeLimits(Settings store) {
    return new MemoryStore.Limits(
        (int) store.number("max-live", 20_000, 1, Integer.MAX_VALUE),
        orHeap(store.number("max-bytes", 0, 0, Long.MAX_VALUE), 4),
        store.duration("retention", ofMinutes(60), ofSeconds(0), ofDays(365)),
        (int) store.number("max-forgotten", 10_000, 0, Integer.MAX_VALUE));
  }

  /// As many bytes, or if it is 0, such a part of the heap.
  private static long orHeap(long bytes, int part) {
    return bytes > 0 ? bytes : Runtime.getRuntime().maxMemory() / part;
  }

  /// Maven, when it is killed, does not take along what it started.
  private static void exitWithParent() {
    var parent = ProcessHandle.current().parent().orElseThrow();
    Thread.startVirtualThread(() -> {
      parent.onExit().join();
      System.exit(0);
    });
  }

  private static Map<String, String> systemProperties() {
    var properties = System.getProperties();
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
