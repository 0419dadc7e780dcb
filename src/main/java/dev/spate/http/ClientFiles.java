package dev.spate.http;

import static dev.spate.http.ProblemType.NOT_FOUND;
import static java.lang.System.Logger.Level.WARNING;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The client's files. Its pages are one `index.html`, which draws the page that the address names,
/// also for people who ask for one that there isn't.
public final class ClientFiles implements HttpService {
  private static final System.Logger LOGGER = System.getLogger(ClientFiles.class.getName());
  private static final String UNBUILT = "the client is not built: mvn compile builds it";

  private static final Pattern PAGE = Pattern.compile("/|/live/?|/[cs]/[^/]+/?");
  private static final Pattern NO_PAGE = Pattern.compile("/(v1|observe)(/.*)?", Pattern.DOTALL);
  private static final Set<Method> READING = Set.of(Method.GET, Method.HEAD);
  private static final Pattern COMMA = Pattern.compile(",");
  private static final MediaType PROBLEM = MediaTypes.create("application/problem+json");

  /// The names of assets change with their content, so a browser may keep them for good.
  private static final String ASSETS = "/assets/";

  private static final Header KEEP = cache("public, max-age=31536000, immutable");
  private static final Header ASK = cache("no-cache");

  private static final Header BY_CODING = HeaderValues.create(HeaderNames.VARY, "Accept-Encoding");
  private static final Header BY_TYPE = HeaderValues.create(HeaderNames.VARY, "Accept");

  /// The client needs nothing from elsewhere, no other site may frame it or hold its window, and
  /// nothing in it makes code or markup of a text.
  private static final List<Header> PROTECTION =
      List.of(
          HeaderValues.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                  + "img-src 'self' data:; font-src 'self'; manifest-src 'self'; "
                  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                  + "require-trusted-types-for 'script'; trusted-types 'none'"),
          HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"),
          HeaderValues.create("Referrer-Policy", "no-referrer"),
          HeaderValues.create("X-Content-Type-Options", "nosniff"));

  private final ClientBuild build;
  private final Methods methods = new Methods().get(this::send).head(this::send);

  /// Those on the class path.
  public ClientFiles() {
    this(ClientBuild.onClassPath());
  }

  ClientFiles(ClientBuild build) {
    this.build = build;
    if (build.page().isEmpty()) LOGGER.log(WARNING, UNBUILT);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any(this::answer);
  }

  private void answer(ServerRequest request, ServerResponse response) throws Exception {
    if (find(request).isPresent()) methods.handle(request, response);
    else if (prefersPage(request)) sendMissing(request, response);
    else response.next();
  }

  private Optional<ClientFile> find(ServerRequest request) {
    boolean isPage = PAGE.matcher(request.path().rawPath()).matches();
    return isPage ? Optional.of(page()) : build.file(request.path().path());
  }

  private ClientFile page() {
    return build.page().orElseThrow(() -> NOT_FOUND.because(UNBUILT));
  }

  /// Whether a person asks, where not only programs do.
  private static boolean prefersPage(ServerRequest request) {
    if (!READING.contains(request.prologue().method())) return false;
    if (NO_PAGE.matcher(request.path().path()).matches()) return false;
    var accept = Accept.of(request);
    return accept.quality(MediaTypes.TEXT_HTML) > accept.quality(PROBLEM);
  }

  /// The page says itself that there is nothing. It has no tag here, which is only for what is.
  private void sendMissing(ServerRequest request, ServerResponse response) {
    response.status(Status.NOT_FOUND_404).header(ASK).headers().add(BY_TYPE);
    send(page().in(AcceptEncoding.of(request).codings()), request, response);
  }

  private void send(ServerRequest request, ServerResponse response) {
    var sent = find(request).orElseThrow().in(AcceptEncoding.of(request).codings());
    response.header(HeaderNames.ETAG, sent.tag());
    response.header(request.path().path().startsWith(ASSETS) ? KEEP : ASK);
    if (isKnown(sent.tag(), request)) {
      addHeaders(response);
      response.status(Status.NOT_MODIFIED_304).send();
    } else {
      send(sent, request, response);
    }
  }

  private static void send(Representation sent, ServerRequest request, ServerResponse response) {
    addHeaders(response);
    response.header(HeaderNames.CONTENT_TYPE, sent.type());
    if (sent.coding() != Coding.IDENTITY) {
      response.header(HeaderNames.CONTENT_ENCODING, sent.coding().token());
    }
    if (!request.prologue().method().equals(Method.HEAD)) response.send(sent.bytes());
    else response.header(HeaderNames.CONTENT_LENGTH, "" + sent.bytes().length).send();
  }

  private static void addHeaders(ServerResponse response) {
    response.headers().add(BY_CODING);
    PROTECTION.forEach(response::header);
  }

  /// Whether the client has it already (RFC 9110 §13.1.2).
  private static boolean isKnown(String tag, ServerRequest request) {
    return request.headers().all(HeaderNames.IF_NONE_MATCH, List::of).stream()
        .flatMap(COMMA::splitAsStream)
        .map(known -> known.strip().replaceFirst("^W/", ""))
        .anyMatch(known -> known.equals(tag) || known.equals("*"));
  }

  private static Header cache(String value) {
    return HeaderValues.create(HeaderNames.CACHE_CONTROL, value);
  }
}
