package dev.spate.stream;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names a stream: when it began, then 130 random bits, so it can't be guessed. 36 characters of
/// `[0-9a-z]`, safe in a URL and a header, and in order of time:
/// `01kawz6v4qk7m2x9t3c8r5n1d6f0g4h2j8b5`.
public record StreamId(String value) implements Comparable<StreamId> {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"; // 5 bits each
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 26;
  private static final Pattern FORM =
      Pattern.compile("[" + DIGITS + "]{" + (TIME_DIGITS + RANDOM_DIGITS) + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public StreamId {
    if (!FORM.matcher(value).matches()) throw new IllegalArgumentException("not a stream id");
  }

  public static StreamId fresh(InstantSource clock) {
    var id = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
    long millis = clock.millis();
    for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
      id.append(DIGITS.charAt((int) (millis >>> (5 * digit)) & 31));
    }
    for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
      id.append(DIGITS.charAt(RANDOM.nextInt(32)));
    }
    return new StreamId(id.toString());
  }

  /// Empty if `text` has not the form of an id.
  public static Optional<StreamId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new StreamId(text)) : Optional.empty();
  }

  /// When the stream began.
  public Instant at() {
    long millis = 0;
    for (int digit = 0; digit < TIME_DIGITS; digit++) {
      millis = millis << 5 | DIGITS.indexOf(value.charAt(digit));
    }
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public int compareTo(StreamId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
