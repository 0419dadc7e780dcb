package dev.spate.system;

import java.util.List;
import java.util.stream.Stream;

/// How packages that the system lacks come to be there.
record Installation(List<String> packages) {
  private static final List<String> INSTALL =
      List.of("apt-get", "install", "-y", "--no-install-recommends");

  /// @param debian has `apt-get`
  /// @param root may use it
  /// @param wanted is not forbidden by `-Dspate.install=false`
  record Permission(boolean debian, boolean root, boolean wanted) {}

  /// @throws IllegalStateException if it is for somebody else to install them: one line says what
  static Installation of(List<String> missing, Permission permission) {
    var installation = new Installation(missing);
    if (permission.debian && permission.root && permission.wanted) return installation;
    var mend =
        permission.debian
            ? "run as root: " + String.join(" ", installation.install())
            : "install what your system has by these names";
    throw new IllegalStateException(
        "the browser tests need " + String.join(", ", missing) + ": " + mend);
  }

  String announcement() {
    return "Installing %s, which the browser tests need (not with -Dspate.install=false)"
        .formatted(String.join(", ", packages));
  }

  List<List<String>> commands() {
    return List.of(List.of("apt-get", "update"), install());
  }

  private List<String> install() {
    return Stream.concat(INSTALL.stream(), packages.stream()).toList();
  }
}
