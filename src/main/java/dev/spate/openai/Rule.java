package dev.spate.openai;

import static dev.spate.http.ProblemType.BAD_PROMPT;

import dev.spate.http.Problem;
import dev.spate.wire.ForeignJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// What a value in a request must be. A rule that is broken is a problem that says which value,
/// where, and what it must be: `'n' is 0: it must be a whole number from 1 to 128`.
interface Rule {

  /// What goes on after "it must be": `true or false`.
  String form();

  /// Checks the `value` at `param`, which is `messages[0].role`, say. It is not null.
  ///
  /// @throws Problem if the rule is broken
  void check(String param, JsonValue value);

  default Problem wrongType(String param, JsonValue value) {
    return broken(param, value, "invalid_type");
  }

  default Problem wrongValue(String param, JsonValue value) {
    return broken(param, value, "invalid_value");
  }

  private Problem broken(String param, JsonValue value, String code) {
    var written =
        value instanceof JsonString text ? "'" + text.getString() + "'" : ForeignJson.of(value);
    return BAD_PROMPT
        .because("'%s' is %s: it must be %s".formatted(param, Problem.shown(written), form()))
        .at(param, code);
  }

  /// Whatever there is.
  record Anything() implements Rule {
    @Override
    public String form() {
      return "there";
    }

    @Override
    public void check(String param, JsonValue value) {}
  }

  record Flag() implements Rule {
    @Override
    public String form() {
      return "true or false";
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
        throw wrongType(param, value);
      }
    }
  }

  /// A whole number; `30.0` is one.
  record Whole(long least, long most) implements Rule {
    @Override
    public String form() {
      if (most < Long.MAX_VALUE) return "a whole number from %d to %d".formatted(least, most);
      return least == Long.MIN_VALUE
          ? "a whole number"
          : "a whole number from %d on".formatted(least);
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonNumber number)) throw wrongType(param, value);
      try {
        long whole = number.longValueExact();
        if (whole < least || whole > most) throw wrongValue(param, value);
      } catch (ArithmeticException _) {
        throw wrongValue(param, value);
      }
    }
  }

  record Between(int least, int most) implements Rule {
    @Override
    public String form() {
      return "a number from %d to %d".formatted(least, most);
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonNumber number)) throw wrongType(param, value);
      var exact = number.bigDecimalValue();
      if (exact.compareTo(BigDecimal.valueOf(least)) < 0
          || exact.compareTo(BigDecimal.valueOf(most)) > 0) throw wrongValue(param, value);
    }
  }

  record Text(int leastChars, int mostChars) implements Rule {
    @Override
    public String form() {
      if (mostChars == Integer.MAX_VALUE) return leastChars == 0 ? "a string" : "some text";
      return "a string of %d to %d characters".formatted(leastChars, mostChars);
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonString text)) throw wrongType(param, value);
      int chars = text.getString().length();
      if (chars < leastChars || chars > mostChars) throw wrongValue(param, value);
    }
  }

  record Word(List<String> words) implements Rule {
    @Override
    public String form() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonString word)) throw wrongType(param, value);
      if (!words.contains(word.getString())) throw wrongValue(param, value);
    }
  }

  record ListOf(int least, int most, Rule each) implements Rule {
    @Override
    public String form() {
      var length = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
      return "an array of %s, each %s".formatted(length, each.form());
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonArray list)) throw wrongType(param, value);
      if (list.size() < least || list.size() > most) throw wrongValue(param, value);
      for (int i = 0; i < list.size(); i++) each.check(param + "[" + i + "]", list.get(i));
    }
  }

  /// A text, or something else.
  record TextOr(Rule text, Rule other) implements Rule {
    @Override
    public String form() {
      return text.form() + ", or " + other.form();
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonString) && !(value instanceof JsonArray)) {
        throw wrongType(param, value);
      }
      (value instanceof JsonString ? text : other).check(param, value);
    }
  }

  /// An object with any names.
  record MapOf(int most, int mostChars, Rule each) implements Rule {
    @Override
    public String form() {
      return "an object of at most %d members, with names of at most %d characters, each %s"
          .formatted(most, mostChars, each.form());
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonObject map)) throw wrongType(param, value);
      boolean longName = map.keySet().stream().anyMatch(name -> name.length() > mostChars);
      if (map.size() > most || longName) throw wrongValue(param, value);
      map.forEach((name, member) -> each.check(param + "." + name, member));
    }
  }

  /// An object with these members; others are not looked at.
  record Members(List<Field> fields) implements Rule {
    Members(Field... fields) {
      this(List.of(fields));
    }

    @Override
    public String form() {
      return "an object";
    }

    @Override
    public void check(String param, JsonValue value) {
      if (!(value instanceof JsonObject object)) throw wrongType(param, value);
      var prefix = param.isEmpty() ? "" : param + ".";
      for (var field : fields) field.check(prefix, object);
    }
  }

  /// An object whose `type` says which of these rules it keeps. None for a type that we don't know:
  /// backends have their own.
  record ByType(Map<String, Rule> rules) implements Rule {
    private static final Rule TYPE = new Members(Field.required("type", new Text(1, 64)));

    @Override
    public String form() {
      return "an object with a type";
    }

    @Override
    public void check(String param, JsonValue value) {
      TYPE.check(param, value);
      var type = value.asJsonObject().getString("type");
      rules.getOrDefault(type, new Anything()).check(param, value);
    }
  }

  /// A member of an object. Where it need not be, null is as good as nothing.
  record Field(String name, boolean isRequired, Rule rule) {
    static Field required(String name, Rule rule) {
      return new Field(name, true, rule);
    }

    static Field optional(String name, Rule rule) {
      return new Field(name, false, rule);
    }

    void check(String prefix, JsonObject object) {
      var value = object.getOrDefault(name, JsonValue.NULL);
      var param = prefix + name;
      if (!value.equals(JsonValue.NULL)) rule.check(param, value);
      else if (isRequired) {
        throw BAD_PROMPT
            .because("'%s' is missing: it must be %s".formatted(param, rule.form()))
            .at(param, "missing_required_parameter");
      }
    }
  }
}
