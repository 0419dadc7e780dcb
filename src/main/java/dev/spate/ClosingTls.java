package dev.spate;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS whose sockets close the connection below them, also while it is written. Helidon makes its
/// sockets so that they don't: each would leave a descriptor open, and no deadline could cut one.
final class ClosingTls extends SSLContextSpi {
  private static final int LONGEST_CLOSE_SECONDS = 1;

  private final SSLContext context;
  private final Duration handshake;

  private ClosingTls(SSLContext context, Duration handshake) {
    this.context = context;
    this.handshake = handshake;
  }

  /// @param handshake how long a client may take for that
  static SSLContext over(SSLContext context, Duration handshake) {
    var closing = new ClosingTls(context, handshake);
    return new SSLContext(closing, context.getProvider(), context.getProtocol()) {};
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    return new Sockets(context.getSocketFactory(), (int) handshake.toMillis());
  }

  /// Of sockets over connections that were accepted, and no others.
  private static final class Sockets extends SSLSocketFactory {
    private final SSLSocketFactory factory;
    private final int handshakeMillis;

    Sockets(SSLSocketFactory factory, int handshakeMillis) {
      this.factory = factory;
      this.handshakeMillis = handshakeMillis;
    }

    @Override
    public Socket createSocket(Socket accepted, InputStream consumed, boolean autoClose)
        throws IOException {
      var socket = (SSLSocket) factory.createSocket(accepted, consumed, true);
      socket.setSoLinger(true, LONGEST_CLOSE_SECONDS); // else closing waits for a write to end
      socket.setSoTimeout(handshakeMillis);
      socket.addHandshakeCompletedListener(_ -> endHandshake(socket));
      return socket;
    }

    private static void endHandshake(SSLSocket socket) {
      try {
        socket.setSoTimeout(0);
      } catch (IOException _) {
        // closed already
      }
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return factory.getSupportedCipherSuites();
    }
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    return context.getServerSocketFactory();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    return context.createSSLEngine();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    return context.createSSLEngine(host, port);
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    return context.getServerSessionContext();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    return context.getClientSessionContext();
  }

  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return context.getDefaultSSLParameters();
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return context.getSupportedSSLParameters();
  }
}
