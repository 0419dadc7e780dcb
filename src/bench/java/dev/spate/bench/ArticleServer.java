package dev.spate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The article's server, in Go. Its tokens don't say when they were to be there, as written.
record ArticleServer(Path program) implements Contender {

  static Optional<Contender> build() {
    return Program.build("article", "go", "build", "-o", Program.TARGET, "src/bench/go/article.go")
        .map(ArticleServer::new);
  }

  @Override
  public String name() {
    return "the article's, in Go";
  }

  @Override
  public List<String> command(int port, Plan plan) {
    return List.of(program.toString(), Integer.toString(port), plan.period() + "ns");
  }

  @Override
  public String request(Plan plan) {
    return Contender.get("/events");
  }

  @Override
  public boolean isStamped() {
    return false;
  }
}
