package dev.spate.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for `localhost` that has signed itself, and its key.
public final class OwnCertificate {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "a";

  private final Path folder;
  private final KeyStore store;

  /// Makes it, with the JDK's `keytool`, and keeps its files in `folder`.
  public OwnCertificate(Path folder) throws Exception {
    this.folder = folder;
    var file = folder.resolve("store");
    keytool(
        file,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost");
    this.store = KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  /// A file of it, in PEM.
  public Path certificate() throws IOException, GeneralSecurityException {
    return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
  }

  /// A file of its key, in PEM.
  public Path key() throws IOException, GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
  }

  /// Of a server that shows it, or of a client that trusts nobody else.
  public SSLContext context() throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("there is nothing to read", e);
    }
    trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private Path pem(String type, byte[] encoded) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    var text = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type);
    return Files.writeString(folder.resolve(type.replace(' ', '-') + ".pem"), text);
  }

  private void keytool(Path file, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", ALIAS, "-keystore", file.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    var log = folder.resolve("keytool.log").toFile();
    int exit =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start().waitFor();
    if (exit != 0) throw new IOException(Files.readString(log.toPath()));
  }
}
