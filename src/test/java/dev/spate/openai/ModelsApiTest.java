package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import dev.spate.generation.Generator;
import dev.spate.http.RawExchange;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Usage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ModelsApiTest {
  private static final Generator SILENT =
      (_, _) -> new Finished(Reason.STOP, new Usage(0, 0, false));

  private final Instant before = Instant.now();
  private final TestGateway gateway =
      TestGateway.start(
          Map.of("team/model", SILENT, "Qwen 3/8B", SILENT), "default-model", "clock");

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void listsEveryModelAsOpenAiDoes() throws IOException {
    var list = json("/v1/models");

    assertThat(list.getString("object")).isEqualTo("list");
    var models = list.getJsonArray("data").getValuesAs(JsonObject.class);
    assertThat(models.stream().map(model -> model.getString("id")))
        .contains("echo", "clock", "team/model", "Qwen 3/8B");
    assertThat(models)
        .allSatisfy(model -> {
          assertThat(model.getString("object")).isEqualTo("model");
          assertThat(model.getString("owned_by")).isEqualTo("spate");
          assertThat(model.getInt("created"))
              .isBetween((int) before.getEpochSecond(), (int) Instant.now().getEpochSecond());
          assertThat(model.getJsonObject("spate").getString("type")).isNotEmpty();
          assertThat(model).isEqualTo(json("/v1/models/" + encoded(model.getString("id"))));
        });
  }

  @Test
  void marksTheModelThatAnswersWhoeverNamesNone() throws IOException {
    var models = json("/v1/models").getJsonArray("data").getValuesAs(JsonObject.class);

    assertThat(models.stream().filter(m -> m.getJsonObject("spate").getBoolean("default", false)))
        .singleElement()
        .satisfies(model -> assertThat(model.getString("id")).isEqualTo("clock"));
  }

  @Test
  void saysNothingOfSimulatingWhereThereIsNothingToSimulate() throws IOException {
    assertThat(json("/v1/models/team/model").getJsonObject("spate").toString())
        .isEqualTo("{\"type\":\"test\",\"parameters\":[\"max_tokens\",\"stop\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/echo, echo",
    "/v1/models/team/model, team/model",
    "/v1/models/team%2Fmodel, team/model",
    "/v1/models/%74eam%2fmodel, team/model",
    "/v1/models/Qwen%203/8B, Qwen 3/8B"
  })
  void findsAModelByItsNameHoweverItIsWritten(String path, String model) throws IOException {
    assertThat(json(path).getString("id")).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-9", "team", "team/model/x", "ECHO", "team%252Fmodel"})
  void saysWhichModelsThereAreInsteadOfOneThatIsNot(String model) throws IOException {
    try (var got = RawExchange.get(gateway.port(), "/v1/models/" + model)) {
      assertThat(got.status()).isEqualTo(404);
      var error = parsed(got.body().text()).getJsonObject("error");
      assertThat(error.getString("code")).isEqualTo("model_not_found");
      assertThat(error.getString("type")).isEqualTo("invalid_request_error");
      assertThat(error.getString("message")).contains("there is no model '", "echo, clock");
    }
  }

  private JsonObject json(String path) throws IOException {
    try (var got = RawExchange.get(gateway.port(), path)) {
      assertThat(got.status()).as(path).isEqualTo(200);
      assertThat(got.header("Content-Type")).isEqualTo("application/json");
      return parsed(got.body().text());
    }
  }

  private static String encoded(String model) {
    return model.replace(" ", "%20");
  }

  private static JsonObject parsed(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
