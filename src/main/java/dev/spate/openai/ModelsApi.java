package dev.spate.openai;

import dev.spate.generation.Catalog;
import dev.spate.generation.UnknownModel;
import dev.spate.http.Methods;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The models that a caller can ask for, as OpenAI lists them: `/v1/models`, and below it each by
/// its name, which may hold slashes.
public final class ModelsApi implements HttpService {
  private static final Header JSON =
      HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");

  private final Catalog catalog;
  private final Instant started;

  /// @param started when the gateway did, which stands for when its models were made
  public ModelsApi(Catalog catalog, Instant started) {
    this.catalog = catalog;
    this.started = started;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any("/", new Methods().get(this::list)).any("/{+model}", new Methods().get(this::get));
  }

  private void list(ServerRequest request, ServerResponse response) {
    var models =
        catalog.names().stream().flatMap(this::listed).collect(Collectors.joining(",", "[", "]"));
    response.header(JSON).send("{\"object\":\"list\",\"data\":" + models + "}");
  }

  private void get(ServerRequest request, ServerResponse response) {
    response.header(JSON).send(json(request.path().pathParameters().get("model")));
  }

  /// None, if it has gone since it was named.
  private Stream<String> listed(String model) {
    try {
      return Stream.of(json(model));
    } catch (UnknownModel _) {
      return Stream.empty();
    }
  }

  private String json(String model) {
    boolean isDefault = model.equals(catalog.defaultModel());
    return ModelJson.of(model, catalog.card(model), isDefault, started);
  }
}
