package dev.spate.simulation;

import static java.time.Duration.ZERO;

import dev.spate.generation.BadPrompt;
import dev.spate.generation.ModelCard;
import dev.spate.generation.ModelCard.Choice;
import dev.spate.generation.ModelCard.Knob;
import dev.spate.generation.ModelCard.Range;
import dev.spate.generation.Prompt;
import dev.spate.generation.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a simulator does where a prompt doesn't say, and what a prompt may say by `simulate`: one
/// entry of the configuration.
///
/// @param knobs by name, in the order in which to show them
/// @param open whether a prompt may say anything
record Panel(Map<String, Knob> knobs, Fault fault, boolean open) {
  private static final long FASTEST = 5_000;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final long MOST_EXACT = (1L << 53) - 1; // JavaScript knows larger ones roughly
  private static final List<String> PARAMETERS =
      List.of("simulate", "max_tokens", "max_completion_tokens", "modalities", "seed");
  private static final List<String> LENGTHS = List.of("max_tokens", "max_completion_tokens");

  Panel {
    knobs = Collections.unmodifiableMap(new LinkedHashMap<>(knobs));
  }

  /// Of a simulator that says so many tokens a second. Where that is limited, 0 is too fast.
  static Panel speaking(Settings settings) {
    long limit = settings.child("limits").number("tokens-per-second", 0, 0, FASTEST);
    long least = limit == 0 ? 0 : 1;
    long most = limit == 0 ? FASTEST : limit;
    long rate = settings.number("tokens-per-second", Math.min(30, most), least, most);
    return with(
        Map.of("tokensPerSecond", new Range(least, most, rate)), Duration.ofMillis(200), settings);
  }

  /// The panel of one kind of simulator, which has knobs of its `own` besides those of all.
  ///
  /// @param thinking how long it is silent at first, unless the settings say
  static Panel with(Map<String, Knob> own, Duration thinking, Settings settings) {
    var knobs = new LinkedHashMap<String, Knob>();
    var most = settings.child("limits").duration("first-piece", LONGEST, ZERO, LONGEST);
    knobs.put("firstPieceMs", millis(settings, "first-piece", thinking, ZERO, most));
    knobs.putAll(own);
    var jitter = Words.setting(settings, "jitter", Jitter.Shape.NONE);
    knobs.put("jitter", new Choice(Words.of(Jitter.Shape.class), Words.of(jitter)));
    knobs.put("jitterPercent", number(settings, "jitter-percent", 50, 100));
    knobs.put("seed", number(settings, "seed", 0, MOST_EXACT));
    return new Panel(knobs, Fault.from(settings.child("fault")), settings.flag("simulate", true));
  }

  /// A whole number from 0.
  static Range number(Settings settings, String key, long fallback, long most) {
    return new Range(0, most, settings.number(key, fallback, 0, most));
  }

  /// A time, of which a prompt says the milliseconds.
  static Range millis(
      Settings settings, String key, Duration fallback, Duration least, Duration most) {
    var nearest =
        Duration.ofMillis(Math.clamp(fallback.toMillis(), least.toMillis(), most.toMillis()));
    var time = settings.duration(key, nearest, least, most);
    return new Range(least.toMillis(), most.toMillis(), time.toMillis());
  }

  ModelCard card(String type) {
    var parameters = List.of(LENGTHS.getFirst());
    return open
        ? new ModelCard(type, parameters, knobs, Fault.kinds())
        : new ModelCard(type, parameters, Map.of(), List.of());
  }

  /// @throws BadPrompt if it says what can't be
  Knobs read(Prompt prompt) {
    var parameters = Fields.of(prompt, PARAMETERS);
    parameters.refuse("audio", "modalities", "a simulator says no more than text");
    var simulate = parameters.child("simulate");
    if (!open && !simulate.isEmpty()) {
      throw new BadPrompt("'simulate' is turned off for '" + prompt.model() + "': leave it out");
    }
    var known = new ArrayList<>(knobs.keySet());
    known.add("fault");
    simulate.refuseAllBut(known);
    long times = knobs.containsKey("times") ? number("times", simulate) : 0;
    return new Knobs(
        pace(simulate, parameters),
        times == 0 ? Long.MAX_VALUE : times,
        simulate.has("fault") ? Fault.from(simulate.child("fault")) : fault,
        mostTokens(parameters));
  }

  private Pace pace(Fields simulate, Fields parameters) {
    var between =
        knobs.containsKey("everyMs")
            ? Duration.ofMillis(number("everyMs", simulate))
            : Pace.perSecond(number("tokensPerSecond", simulate));
    var jitter =
        new Jitter(shape(simulate), number("jitterPercent", simulate), seed(simulate, parameters));
    return new Pace(Duration.ofMillis(number("firstPieceMs", simulate)), between, jitter);
  }

  /// OpenAI's `seed` may be any whole number, and is only for who has no knob to turn.
  private long seed(Fields simulate, Fields parameters) {
    var openAis = parameters.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    if (simulate.has("seed") || openAis.isEmpty()) return number("seed", simulate);
    return Math.floorMod(openAis.get(), MOST_EXACT + 1);
  }

  private long number(String name, Fields simulate) {
    if (!(knobs.get(name) instanceof Range range)) throw new IllegalStateException(name);
    return simulate.number(name, range.least(), range.most()).orElse(range.fallback());
  }

  private Jitter.Shape shape(Fields simulate) {
    if (!(knobs.get("jitter") instanceof Choice choice)) throw new IllegalStateException("jitter");
    return simulate
        .word("jitter", Jitter.Shape.class)
        .or(() -> Words.find(Jitter.Shape.class, choice.fallback()))
        .orElseThrow();
  }

  /// As the last of those says that the prompt has.
  private static long mostTokens(Fields parameters) {
    long most = Long.MAX_VALUE;
    for (var name : LENGTHS) most = parameters.number(name, 1, Long.MAX_VALUE).orElse(most);
    return most;
  }
}
