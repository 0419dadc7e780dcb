package dev.spate.openai;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Which servers are taken for who they say they are.
final class Trust {
  private Trust() {}

  /// Those that the system trusts.
  static SSLContext system() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Those for which a certificate of the file vouches, which is in PEM, and no others.
  static SSLContext of(Path file) throws IOException, GeneralSecurityException {
    var vouching = KeyStore.getInstance(KeyStore.getDefaultType());
    vouching.load(null, null);
    try (var in = Files.newInputStream(file)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        vouching.setCertificateEntry("ca-" + vouching.size(), certificate);
      }
    }
    if (vouching.size() == 0) throw new IOException("there is no certificate in it");
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(vouching);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
