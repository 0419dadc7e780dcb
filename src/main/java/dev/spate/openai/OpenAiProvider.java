package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.BadSetting;
import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/// Makes models of any server that speaks OpenAI's chat completions: `{type: openai, base-url:
/// "https://api.openai.com/v1", model: gpt-4.1}`, or with `models: "*"` all that it lists, or with
/// `upstreams: {first: {base-url: …}, second: {base-url: …}}` of several, in order of fallback.
public final class OpenAiProvider implements GeneratorProvider {
  static final String TYPE = "openai";

  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

  /// What one upstream is, and several each are.
  private static final Set<String> OF_EACH =
      Set.of(
          "base-url",
          "api-key",
          "api-key-file",
          "headers",
          "ca-file",
          "model",
          "connect",
          "retries",
          "retry-pause",
          "first-piece",
          "circuit-pause",
          "max-event");

  private static final String LIKE = "must be an address like https://api.openai.com/v1";
  private static final Set<String> OURS =
      Set.of("host", "content-length", "content-type", "transfer-encoding", "connection", "accept");

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Models open(String name, Settings settings) {
    var list = settings.text("models", "");
    var prefix = settings.text("prefix", "");
    var refresh = duration(settings, "refresh", Duration.ofSeconds(60), Duration.ofDays(1));
    if (!list.isEmpty() && !list.equals("*")) {
      throw settings.bad(
          "models", "must be \"*\", for all that the upstream lists, or be left out");
    }
    var upstreams = upstreams(name, settings);
    return list.isEmpty()
        ? new NamedModel(name, new OpenAiGenerator(name, upstreams), upstreams)
        : new ListedModels(prefix, upstreams, refresh);
  }

  private static List<Upstream> upstreams(String name, Settings settings) {
    var path = "generators." + name;
    if (!settings.keys().contains("upstreams")) return List.of(upstream(path, settings));
    for (var key : settings.keys()) {
      if (!OF_EACH.contains(key)) continue;
      throw new BadSetting(path + "." + key + " goes into each of " + path + ".upstreams");
    }
    var several = settings.child("upstreams");
    if (several.keys().isEmpty()) {
      throw settings.bad(
          "upstreams",
          "must be a map of names to servers, of one at least: {first: {base-url: …}}");
    }
    var upstreams = new ArrayList<Upstream>();
    for (var key : several.keys()) {
      upstreams.add(upstream(path + ".upstreams." + key, several.child(key)));
    }
    return upstreams;
  }

  private static Upstream upstream(String path, Settings settings) {
    var endpoint = new Endpoint(baseUrl(path, settings), headers(path, settings));
    var connect = duration(settings, "connect", Duration.ofSeconds(5), Duration.ofMinutes(1));
    var client = new UpstreamClient(endpoint, trust(settings), connect);
    var model = settings.text("model", "");
    var alone = duration(settings, "circuit-pause", Duration.ofSeconds(10), Duration.ofHours(1));
    var pause = duration(settings, "retry-pause", Retries.USUAL.pause(), Retries.LONGEST_PAUSE);
    return new Upstream(
        path,
        client,
        model.isEmpty() ? Optional.empty() : Optional.of(model),
        new Circuits(path, alone),
        new Retries((int) settings.number("retries", Retries.USUAL.most(), 0, 10), pause),
        duration(settings, "first-piece", Duration.ofSeconds(20), Duration.ofHours(1)),
        (int) settings.number("max-event", 1 << 20, 1 << 10, 64 << 20));
  }

  private static Duration duration(
      Settings settings, String key, Duration fallback, Duration longest) {
    return settings.duration(key, fallback, Duration.ofMillis(1), longest);
  }

  private static URI baseUrl(String path, Settings settings) {
    var text = settings.text("base-url", "https://api.openai.com/v1");
    try {
      var url = new URI(text);
      boolean isHttp = Set.of("http", "https").contains(String.valueOf(url.getScheme()));
      if (!isHttp || url.getHost() == null || url.getRawFragment() != null) {
        throw badAddress(path, settings, text, LIKE);
      }
      if (url.getRawUserInfo() != null) {
        throw new BadSetting(path + ".base-url has a secret before its @: use api-key or headers");
      }
      if (url.getPath().matches(".*/chat/completions/*")) {
        var mend = "must end before /chat/completions, like https://api.openai.com/v1";
        throw badAddress(path, settings, text, mend);
      }
      return url;
    } catch (URISyntaxException _) {
      throw badAddress(path, settings, text, LIKE);
    }
  }

  /// Which is not shown if it has a query, as that may be a secret.
  private static BadSetting badAddress(String path, Settings settings, String text, String mend) {
    return text.contains("?")
        ? new BadSetting(path + ".base-url " + mend)
        : settings.bad("base-url", mend);
  }

  /// None of the values is ever shown.
  private static Map<String, String> headers(String path, Settings settings) {
    var headers = new HashMap<String, String>();
    var key = key(path, settings);
    if (!key.isEmpty()) headers.put("authorization", "Bearer " + key);
    var others = settings.child("headers");
    for (var name : others.keys()) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (!HEADER.matcher(name).matches() || OURS.contains(lower)) {
        throw new BadSetting(path + ".headers." + name + " is no header that can be set");
      }
      headers.put(lower, checked(path + ".headers." + name, others.text(name, "")));
    }
    return headers;
  }

  private static String key(String path, Settings settings) {
    var key = settings.text("api-key", "");
    var file = settings.text("api-key-file", "");
    if (file.isEmpty()) return key.isEmpty() ? "" : checked(path + ".api-key", key.strip());
    if (!key.isEmpty()) {
      throw new BadSetting(path + " has both api-key and api-key-file: leave one out");
    }
    try {
      return checked(path + ".api-key-file", Files.readString(Path.of(file), UTF_8).strip());
    } catch (IOException _) {
      throw settings.bad("api-key-file", "must be a file that can be read");
    }
  }

  private static String checked(String path, String value) {
    if (HEADER_VALUE.matcher(value).matches()) return value;
    throw new BadSetting(path + " must be printable ASCII, in one line, and not empty");
  }

  private static SSLContext trust(Settings settings) {
    var file = settings.text("ca-file", "");
    if (file.isEmpty()) return Trust.system();
    try {
      return Trust.of(Path.of(file));
    } catch (IOException | GeneralSecurityException _) {
      throw settings.bad("ca-file", "must be a file of certificates, in PEM");
    }
  }
}
