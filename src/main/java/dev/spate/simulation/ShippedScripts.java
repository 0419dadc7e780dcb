package dev.spate.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Generator;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// The answers that Spate brings along, one for each thing that a client must be able to show.
record ShippedScripts(Map<String, Generator> generators, ModelCard card) implements Models {
  private static final int PAGES = 200;

  ShippedScripts {
    generators = Collections.unmodifiableMap(new LinkedHashMap<>(generators));
  }

  static ShippedScripts open(String name, Panel panel, ModelCard card) {
    var generators = new LinkedHashMap<String, Generator>();
    for (var answer : answers().entrySet()) {
      generators.put(name + "/" + answer.getKey(), new Simulator(answer.getValue(), panel));
    }
    return new ShippedScripts(generators, card);
  }

  @Override
  public List<String> names() {
    return List.copyOf(generators.keySet());
  }

  @Override
  public Optional<Generator> find(String model) {
    return Optional.ofNullable(generators.get(model));
  }

  @Override
  public ModelCard card(String model) {
    return card;
  }

  private static Map<String, Answer> answers() {
    var answers = new LinkedHashMap<String, Answer>();
    answers.put("prose", new Script(resource("prose.md")));
    answers.put("code", new Script(resource("code.md")));
    answers.put("chinese", new Script(resource("chinese.md")));
    answers.put("long", new Script(pages(resource("long.md").split("\n\n"))));
    answers.put("tools", Tape.of(resource("tools.ndjson"), BadSetting::new));
    return answers;
  }

  /// The paragraphs again and again, each on a page of 100 tokens, so that the page tells how far
  /// one has read.
  private static String pages(String... paragraphs) {
    return IntStream.range(0, PAGES)
        .mapToObj(i -> "## Page " + (i + 1) + "\n\n" + paragraphs[i % paragraphs.length])
        .collect(joining("\n\n"));
  }

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(ShippedScripts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
