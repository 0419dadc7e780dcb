package dev.spate.simulation;

import dev.spate.generation.Settings;
import dev.spate.generation.Step;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How and when a simulator breaks off. In settings `{kind: fail, code: overloaded, after-pieces:
/// 3}`, in a prompt `{"kind":"fail","code":"overloaded","afterPieces":3}`.
///
/// @param code of the failure, if it is to fail
/// @param afterPieces so many come before it; 0 doesn't count
/// @param after so long it waits at most; 0 doesn't count, and where neither does, it comes at once
record Fault(Kind kind, String code, long afterPieces, Duration after) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");
  private static final String CODE_MEND = "must be 1 to 64 of a-z, 0-9 and _";
  private static final long MOST_PIECES = 1_000_000_000;
  private static final Duration LATEST = Duration.ofHours(1);
  private static final List<String> MEMBERS = List.of("kind", "code", "afterPieces", "afterMs");

  /// Longer than any stream may last.
  private static final Duration FOR_GOOD = Duration.ofDays(365);

  enum Kind {
    NONE,
    FAIL,
    STALL,
    TRUNCATE
  }

  /// All that is a fault, by its name: not `none`.
  static List<String> kinds() {
    return Stream.of(Kind.values()).filter(kind -> kind != Kind.NONE).map(Words::of).toList();
  }

  static Fault from(Settings settings) {
    var kind = Words.setting(settings, "kind", Kind.NONE);
    var code = settings.text("code", Failures.SIMULATED);
    if (!CODE.matcher(code).matches()) throw settings.bad("code", CODE_MEND);
    return new Fault(
        kind,
        code,
        settings.number("after-pieces", 0, 0, MOST_PIECES),
        settings.duration("after", Duration.ZERO, Duration.ZERO, LATEST));
  }

  static Fault from(Fields fields) {
    fields.refuseAllBut(MEMBERS);
    var kind =
        fields.word("kind", Kind.class).orElseThrow(() -> fields.missing("kind", Kind.class));
    var code = fields.text("code", CODE, CODE_MEND).orElse(Failures.SIMULATED);
    long afterMs = fields.number("afterMs", 0, LATEST.toMillis()).orElse(0L);
    return new Fault(
        kind,
        code,
        fields.number("afterPieces", 0, MOST_PIECES).orElse(0L),
        Duration.ofMillis(afterMs));
  }

  /// `steps`, until it comes.
  Iterator<Step> in(Iterator<Step> steps) {
    return kind == Kind.NONE ? steps : new FaultySteps(steps, this);
  }

  /// Whether it comes once so many pieces have been said.
  boolean isDue(long pieces) {
    if (afterPieces == 0) return after.isZero();
    return pieces >= afterPieces;
  }

  /// Whether it comes before what is planned for `at`.
  boolean isDue(Duration at) {
    return !after.isZero() && at.compareTo(after) >= 0;
  }

  /// What then happens, so long after the step before it.
  Step step(Duration delay) {
    return switch (kind) {
      case FAIL -> new Step.Fail(delay, Failures.simulated(code));
      case STALL -> new Step.Fail(FOR_GOOD, Failures.UPSTREAM_TRUNCATED);
      case TRUNCATE -> new Step.Fail(delay, Failures.UPSTREAM_TRUNCATED);
      case NONE -> throw new IllegalStateException("no fault never comes");
    };
  }
}
