package dev.spate;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// TLS at the gateway's own address, for when nothing stands before it. That costs a connection
/// some 100 KB, and its replies a thread each: a proxy in front does it for less.
final class ServerTls {
  private static final char[] NO_PASSWORD = {};

  private ServerTls() {}

  /// What the configuration says under `server.tls:`, both in PEM: the certificate with those that
  /// vouch for it, and its key.
  ///
  /// @param handshake how long a client may take for that
  /// @throws BadSetting if a file has not what it must have, or only one is named
  static Optional<Tls> from(Settings settings, Duration handshake) {
    var certificate = settings.text("certificate", "");
    var key = settings.text("key", "");
    if (certificate.isEmpty() && key.isEmpty()) return Optional.empty();
    if (certificate.isEmpty()) throw settings.bad("certificate", "must be a file, as is the key");
    if (key.isEmpty()) throw settings.bad("key", "must be a file, as is the certificate");
    checkIsThere(settings, "certificate", certificate);
    checkIsThere(settings, "key", key);
    try {
      var context = context(chain(settings, certificate), key(settings, key));
      return Optional.of(Tls.builder().sslContext(ClosingTls.over(context, handshake)).build());
    } catch (GeneralSecurityException | IOException _) {
      throw settings.bad("key", "must be the key of the certificate");
    }
  }

  private static void checkIsThere(Settings settings, String name, String file) {
    var path = Path.of(file).toAbsolutePath();
    if (!Files.isReadable(path)) throw settings.bad(name, "must be a file: can't read " + path);
  }

  private static List<X509Certificate> chain(Settings settings, String file) {
    try {
      var chain = Keys.builder().pem(pem -> pem.certChain(resource(file))).build().certChain();
      if (!chain.isEmpty()) return chain;
    } catch (RuntimeException _) {
      // it is none
    }
    throw settings.bad("certificate", "must be a file of certificates in PEM");
  }

  private static PrivateKey key(Settings settings, String file) {
    try {
      var key = Keys.builder().pem(pem -> pem.key(resource(file))).build().privateKey();
      if (key.isPresent()) return key.get();
    } catch (RuntimeException _) {
      // it is none
    }
    throw settings.bad(
        "key",
        "must be a file of one private key, RSA or EC, in PEM as PKCS#8 without a password:"
            + " openssl pkcs8 -topk8 -nodes -in its-file");
  }

  private static Resource resource(String file) {
    return Resource.create(Path.of(file));
  }

  private static SSLContext context(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    checkBelong(key, chain.getFirst());
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("gateway", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void checkBelong(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(certificate);
    if (!signature.verify(signed)) throw new GeneralSecurityException("they don't");
  }
}
