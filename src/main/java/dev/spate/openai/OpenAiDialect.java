package dev.spate.openai;

import dev.spate.http.Dialect;
import dev.spate.http.Problem;
import dev.spate.http.ProblemType;
import java.util.regex.Pattern;

/// Problems as OpenAI's [errors][ErrorObject], on every path below `/v1` that is not Spate's own.
/// Its SDKs tell them apart by the status.
public final class OpenAiDialect implements Dialect {
  private static final Pattern OPENAIS = Pattern.compile("/v1(/(?!(streams|ws|lab)(/|$)).*)?");

  @Override
  public boolean isSpokenAt(String path) {
    return OPENAIS.matcher(path).matches();
  }

  @Override
  public Told tell(Problem problem) {
    int status = problem.type() == ProblemType.UNKNOWN_MODEL ? 404 : problem.type().status();
    return new Told(status, "application/json", ErrorObject.of(problem, status).json());
  }

  @Override
  public String ofUnknown(String path, String paths) {
    return "'%s' is not served: of OpenAI's API there are chat completions and models"
        .formatted(Problem.shown(path));
  }
}
