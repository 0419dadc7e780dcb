package dev.spate;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Generations;
import dev.spate.generation.GeneratorProvider;
import dev.spate.http.Bodies;
import dev.spate.http.ClientFiles;
import dev.spate.http.ClockEvents;
import dev.spate.http.Problems;
import dev.spate.http.RequestIds;
import dev.spate.http.StreamsApi;
import dev.spate.stream.MemoryStore;
import dev.spate.wire.PromptReader;
import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Composes the gateway by hand, starts it, and says in three lines how to use it.
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    LogConfig.configureRuntime(); // from logging.properties, ours or the caller's
    try {
      var file = ConfigurationFile.find(arguments);
      var configuration = new Configuration(file, System.getenv(), systemProperties());
      var gateway = start(configuration, ServiceLoader.load(GeneratorProvider.class));
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "shutdown"));
      configuration.unknownVariables().forEach(warning -> System.err.println("spate: " + warning));
      System.out.println(gateway.banner());
    } catch (BadSetting e) {
      System.err.println("spate: " + e.getMessage());
      System.exit(1);
    }
  }

  /// A prompt's path: the API reads it, `generations` start it, its log is in the store, and
  /// whoever follows the log reads it from there.
  ///
  /// @throws BadSetting if the configuration doesn't let it start
  static Gateway start(Configuration configuration, Iterable<GeneratorProvider> providers) {
    var clock = InstantSource.system();
    var server = configuration.child("server");
    var catalog = Generators.open(configuration, providers);
    var store = new MemoryStore(Limits.ofStore(configuration.child("store")), clock);
    var generations =
        new Generations(store, catalog, Limits.ofStream(configuration.child("stream")), clock);

    int depth = (int) server.number("json-depth", 64, 1, 1_000);
    int mostBytes = (int) server.number("max-body", 8 << 20, 1, 1 << 30);
    var bodies = new Bodies(new PromptReader(catalog.defaultModel(), depth), mostBytes);
    var heartbeat = server.duration("heartbeat", Duration.ofSeconds(15));
    if (!heartbeat.isPositive()) throw server.bad("heartbeat", "must be longer than 0s");
    var routing =
        HttpRouting.builder()
            .addFilter(new RequestIds())
            .addFilter(Listener.originGuard(server))
            .register("/v1/streams", new StreamsApi(bodies, generations, store, heartbeat, clock))
            .get("/events", new ClockEvents(clock))
            .register(new ClientFiles());
    Problems.handle(routing);

    var listener = Listener.of(server).routing(routing);
    if (server.flag("exit-with-parent", false)) exitWithParent();
    configuration.refuseUnknownKeys();
    return new Gateway(Listener.start(listener), generations, catalog);
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
