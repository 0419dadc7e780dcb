package dev.spate;

import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;

/// A real gateway on a free port, for a test: with the built-in generators, and the test's own.
/// Some tests are run twice, the second time with `-Dspate.pump=false`.
public final class TestGateway implements AutoCloseable {
  private final Gateway gateway;

  private TestGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /// `settings` are keys and values in turn: `"stream.lifetime", "2s"`.
  public static TestGateway start(String... settings) {
    return start(Map.of(), settings);
  }

  /// Each of `generators` is a model of its own.
  public static TestGateway start(Map<String, Generator> generators, String... settings) {
    return start(Map.of(), generators, settings);
  }

  /// With such variables in its environment.
  public static TestGateway startIn(Map<String, String> environment, String... settings) {
    return start(environment, Map.of(), settings);
  }

  /// As it is started for people, by a file.
  public static TestGateway startBy(Path file) {
    var configuration =
        new Configuration(
            ConfigurationFile.find("--config", file.toString()),
            Map.of(),
            Map.of("server.port", "0", "server.host", "127.0.0.1"));
    return new TestGateway(Main.start(configuration, ServiceLoader.load(GeneratorProvider.class)));
  }

  private static TestGateway start(
      Map<String, String> environment, Map<String, Generator> generators, String... settings) {
    var values = new LinkedHashMap<String, String>();
    values.put("server.port", "0");
    values.put("server.host", "127.0.0.1");
    values.put("server.drain", "0s");
    values.put("server.pump", System.getProperty("spate.pump", "true"));
    for (var model : generators.keySet()) values.put("generators." + model + ".type", "test");
    for (int i = 0; i < settings.length; i += 2) values.put(settings[i], settings[i + 1]);

    var providers = new ArrayList<GeneratorProvider>();
    ServiceLoader.load(GeneratorProvider.class).forEach(providers::add);
    providers.add(new TestProvider(generators));
    var file = new ConfigurationFile("the test", values);
    return new TestGateway(Main.start(new Configuration(file, environment, Map.of()), providers));
  }

  public int port() {
    return gateway.port();
  }

  /// `uri("/v1/streams")`
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  @Override
  public void close() {
    gateway.close();
  }

  private record TestProvider(Map<String, Generator> generators) implements GeneratorProvider {
    @Override
    public String type() {
      return "test";
    }

    @Override
    public Models open(String name, Settings settings) {
      return Models.of(name, Objects.requireNonNull(generators.get(name)), ModelCard.of(type()));
    }
  }
}
