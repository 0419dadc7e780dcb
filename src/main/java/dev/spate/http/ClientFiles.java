package dev.spate.http;

import static dev.spate.http.ProblemType.BAD_REQUEST;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.staticcontent.ClasspathHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/// The client, as the build left it on the class path. Its pages are one `index.html`, which draws
/// the page that the address names.
public final class ClientFiles implements HttpService {
  private static final Set<String> PAGES = Set.of("live");
  private static final Methods FILE = new Methods().get((_, response) -> response.next());
  private static final Header KEEP = cache("public, max-age=31536000, immutable");
  private static final Header ASK = cache("no-cache");

  private static final Pattern ASSET = Pattern.compile("/(assets/)?[\\w-]+(\\.[\\w-]+)+");
  private static final Header AS_TYPED = HeaderValues.create("X-Content-Type-Options", "nosniff");

  /// The client needs nothing from elsewhere, and no other site may frame it.
  private static final Header POLICY =
      HeaderValues.create(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
              + "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; "
              + "frame-ancestors 'none'");

  private static final Pattern BEYOND = Pattern.compile("[0-9]{19}"); // more than a long has

  private final HttpService files =
      StaticContentFeature.createService(
          ClasspathHandlerConfig.builder()
              .location("client")
              .welcome("index.html")
              .pathMapper(path -> PAGES.contains(path) ? "index.html" : path)
              .build());

  @Override
  public void routing(HttpRules rules) {
    rules.any(this::addHeaders);
    rules.any(this::checkConditions);
    files.routing(rules);
    rules.any(this::refuse);
  }

  /// The names of assets change with their content, so a browser may keep them for good.
  private void addHeaders(ServerRequest request, ServerResponse response) {
    response.header(request.path().path().startsWith("/assets/") ? KEEP : ASK);
    response.header(POLICY);
    response.header(AS_TYPED);
    response.next();
  }

  /// Helidon's own handler would fail on these.
  private void checkConditions(ServerRequest request, ServerResponse response) {
    var headers = request.headers();
    try {
      headers.ifModifiedSince();
      headers.ifUnmodifiedSince();
    } catch (DateTimeParseException e) {
      throw BAD_REQUEST.because(
          "'" + e.getParsedString() + "' is no date: send what Last-Modified said");
    }
    headers
        .first(HeaderNames.RANGE)
        .filter(range -> BEYOND.matcher(range).find())
        .ifPresent(range -> {
          throw BAD_REQUEST.because("'" + range + "' is beyond any file: leave out Range");
        });
    response.next();
  }

  /// Whatever method there is still to be answered, a file has not.
  private void refuse(ServerRequest request, ServerResponse response) throws Exception {
    if (exists(request.path().path())) FILE.handle(request, response);
    else response.next();
  }

  private static boolean exists(String path) {
    if (path.equals("/") || PAGES.contains(path.substring(1))) return true;
    return ASSET.matcher(path).matches() && ClientFiles.class.getResource("/client" + path) != null;
  }

  private static Header cache(String value) {
    return HeaderValues.create(HeaderNames.CACHE_CONTROL, value);
  }
}
