package dev.spate.openai;

import dev.spate.stream.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MessageConstraintException;

/// What the log says of an upstream's failure, and of its mend, in one line without secrets: `401,
/// "Incorrect API key provided: …": see api-key`.
final class Complaint {
  private static final int MOST_CHARS = 200; // of what the upstream says itself

  /// Whoever says so has not looked at the prompt. What else an upstream says may hold one.
  private static final Set<Integer> BLIND = Set.of(401, 402, 403, 404, 405, 429, 503);

  private Complaint() {}

  /// Of a reply other than 200.
  static String of(int status, String body, Endpoint endpoint) {
    var secrets = endpoint.secrets();
    var failure = UpstreamError.of(status, body, Optional.empty(), secrets);
    boolean isRefused = failure.equals(UpstreamFailures.REFUSED);
    var said = isRefused || BLIND.contains(status) ? UpstreamError.message(body, secrets) : "";
    return status + quoted(said) + mend(status, failure, endpoint);
  }

  /// Of one that never came.
  static String of(IOException e, Endpoint endpoint) {
    var mend =
        switch (e) {
          case ConnectException _, SocketTimeoutException _ -> ": is it running?";
          case UnknownHostException _, ClientProtocolException _, MessageConstraintException _ ->
              ": see base-url";
          case SSLException _ -> ": see base-url and ca-file";
          default -> "";
        };
    return inOneLine(endpoint.secrets().redacted(e.toString())) + mend;
  }

  /// Of an answer that had begun to come.
  static String of(Failure failure) {
    boolean isTheirs = failure.code().equals(UpstreamFailures.ERROR);
    return failure.code() + ": " + (isTheirs ? "status " + failure.status() : failure.message());
  }

  private static String mend(int status, Failure failure, Endpoint endpoint) {
    if (failure.equals(UpstreamFailures.REFUSED)) return ": see api-key, or its account";
    if (status < 400 || failure.code().equals(UpstreamFailures.INVALID)) {
      return ": see whether base-url is right: " + endpoint + version(endpoint);
    }
    return status == 404 ? ": see model, and base-url" : "";
  }

  private static String version(Endpoint endpoint) {
    return endpoint.base().getPath().matches(".*/v[0-9].*") ? "" : " (does it need /v1?)";
  }

  private static String quoted(String said) {
    if (said.isEmpty()) return "";
    var line = inOneLine(said);
    return ", \""
        + (line.length() > MOST_CHARS ? line.substring(0, MOST_CHARS) + "…" : line)
        + "\"";
  }

  private static String inOneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
