package dev.spate;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Path;
import java.util.Optional;

/// TLS at the gateway's own address, for when nothing stands before it. That costs a connection
/// some 100 KB, and its replies a thread each: a proxy in front does it for less.
final class ServerTls {
  private ServerTls() {}

  /// What the configuration says under `server.tls:`, both in PEM: the certificate with those that
  /// vouch for it, and its key.
  ///
  /// @throws BadSetting if a file has not what it must have, or only one is named
  static Optional<Tls> from(Settings settings) {
    var certificate = settings.text("certificate", "");
    var key = settings.text("key", "");
    if (certificate.isEmpty() && key.isEmpty()) return Optional.empty();
    if (certificate.isEmpty()) throw settings.bad("certificate", "must be a file, as is the key");
    if (key.isEmpty()) throw settings.bad("key", "must be a file, as is the certificate");
    var chain = certificate(settings, certificate);
    return Optional.of(
        Tls.builder().privateKey(key(settings, key)).privateKeyCertChain(chain).build());
  }

  private static Keys certificate(Settings settings, String file) {
    try {
      var keys = Keys.builder().pem(pem -> pem.certChain(resource(file))).build();
      if (!keys.certChain().isEmpty()) return keys;
    } catch (RuntimeException _) {
      // it is none
    }
    throw settings.bad("certificate", "must be a file of certificates in PEM");
  }

  private static Keys key(Settings settings, String file) {
    try {
      var keys = Keys.builder().pem(pem -> pem.key(resource(file))).build();
      if (keys.privateKey().isPresent()) return keys;
    } catch (RuntimeException _) {
      // it is none
    }
    throw settings.bad("key", "must be a file of one private key in PEM, without a password");
  }

  private static Resource resource(String file) {
    return Resource.create(Path.of(file));
  }
}
