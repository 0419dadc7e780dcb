package dev.spate.openai;

import dev.spate.stream.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MessageConstraintException;

/// How an upstream can fail. docs/PROTOCOL.md lists the codes.
final class UpstreamFailures {
  /// The code of what is no chat completion.
  static final String INVALID = "upstream_invalid";

  /// The code of what it says itself.
  static final String ERROR = "upstream_error";

  static final Failure TRUNCATED =
      failure("upstream_truncated", "the answer broke off without an end", 502, true);

  /// Why is between the upstream and the operator.
  static final Failure REFUSED =
      failure(ERROR, "the upstream refuses the gateway's key, or its account", 502, false);

  private UpstreamFailures() {}

  /// No head of a reply came.
  static Failure unanswered(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> unreachable("its host is unknown");
      case SocketTimeoutException _ -> unreachable("it takes too long to connect");
      case ConnectException _ -> unreachable("it refuses connections");
      case SSLException ssl when isOfCertificate(ssl) ->
          invalid("a certificate that isn't trusted for its host: see ca-file and base-url");
      case SSLException _ -> unreachable("TLS can't be agreed on; see the log");
      case ClientProtocolException _, MessageConstraintException _ -> invalid("what is no HTTP");
      default -> unreachable("it closed the connection before it answered");
    };
  }

  /// Whether there was not even a connection, whatever was to be asked over it.
  static boolean isOfConnecting(IOException e) {
    return e instanceof UnknownHostException
        || e instanceof SocketTimeoutException
        || e instanceof ConnectException
        || e instanceof SSLException;
  }

  /// Without the address, which is nobody's business.
  static Failure unreachable(String why) {
    return failure("upstream_unreachable", "the upstream can't be reached: " + why, 502, true);
  }

  static Failure invalid(String what) {
    return failure(INVALID, "the upstream sent " + what, 502, false);
  }

  /// `wait`: until one of them is asked again.
  static Failure unavailable(Duration wait) {
    return new Failure(
        "upstream_unavailable",
        "the upstream has failed again and again, and is left alone for a while",
        503,
        true,
        Optional.of(wait),
        "");
  }

  /// It said nothing, where another could be asked instead.
  static Failure slow(Duration wait) {
    var message = "the upstream said nothing for " + wait.toMillis() + " ms";
    return failure(ERROR, message, 504, true);
  }

  private static boolean isOfCertificate(SSLException e) {
    return e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
  }

  private static Failure failure(String code, String message, int status, boolean retryable) {
    return new Failure(code, message, status, retryable, Optional.empty(), "");
  }
}
