package dev.spate.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// From starting the process to its first token.
final class Start implements Scenario {
  private static final int SECONDS = 3;
  private static final int LONGEST_MILLIS = 30_000;
  private static final List<String> TOKENS =
      List.of("text\":", "Message"); // what a token is known by

  @Override
  public String name() {
    return "start";
  }

  @Override
  public int seconds(Stage stage) {
    return SECONDS * stage.options().rounds() * stage.contenders().size();
  }

  @Override
  public Findings run(Stage stage) throws IOException, InterruptedException {
    var contenders = new ArrayList<Contender>();
    for (var contender : stage.contenders()) {
      contenders.add(contender instanceof SpateServer ? SpateJar.orElse(contender) : contender);
    }
    var table = Table.of("From start to first token", "", "server", "ms");
    var times = new ArrayList<List<Double>>();
    for (var _ : contenders) times.add(new ArrayList<>());
    for (int round = 1; round <= stage.options().rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        stage.progress().step("start · " + contenders.get(i).name() + " · round " + round, SECONDS);
        times.get(i).add(time(contenders.get(i)));
      }
    }
    for (int i = 0; i < contenders.size(); i++) {
      table.row(contenders.get(i).name(), Spread.of(times.get(i)).per(1e6).toString());
    }
    return Findings.of(table);
  }

  private static double time(Contender contender) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (var server = Server.start(contender, Plan.idle());
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(LONGEST_MILLIS);
      socket.getOutputStream().write(contender.request(Plan.idle()).getBytes(US_ASCII));
      awaitToken(socket);
      return System.nanoTime() - start;
    }
  }

  private static void awaitToken(Socket socket) throws IOException {
    var reply = new StringBuilder();
    var bytes = new byte[8_192];
    while (TOKENS.stream().noneMatch(reply.toString()::contains)) {
      int length = socket.getInputStream().read(bytes);
      if (length < 0) throw new IOException("no token, but " + reply);
      reply.append(new String(bytes, 0, length, ISO_8859_1));
    }
  }
}
