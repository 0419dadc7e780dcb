package dev.spate.bench;

import java.util.List;

/// Helidon as its documentation has it: [StockHelidon].
record StockServer() implements Contender {
  @Override
  public String name() {
    return "stock Helidon";
  }

  @Override
  public List<String> command(int port, Plan plan) {
    return JavaCommand.watching(
        StockHelidon.class.getName(),
        List.of(),
        Integer.toString(port),
        Long.toString(plan.period()));
  }

  @Override
  public String request(Plan plan) {
    return Contender.get("/events");
  }

  @Override
  public boolean isWatched() {
    return true;
  }
}
