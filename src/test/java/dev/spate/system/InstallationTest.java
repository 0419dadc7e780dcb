package dev.spate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.system.Installation.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationTest {
  private static final List<String> MISSING = List.of("chromium", "fonts-noto-cjk");

  @Test
  void announcesWhatItInstalls() {
    var installation = Installation.of(MISSING, new Permission(true, true, true));

    assertThat(installation.announcement())
        .isEqualTo(
            "Installing chromium, fonts-noto-cjk, which the browser tests need "
                + "(not with -Dspate.install=false)");
    assertThat(installation.commands())
        .containsExactly(
            List.of("apt-get", "update"),
            List.of(
                "apt-get",
                "install",
                "-y",
                "--no-install-recommends",
                "chromium",
                "fonts-noto-cjk"));
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false", "false, false"})
  void saysWhatToRunWhereItMayNot(boolean root, boolean wanted) {
    assertThatThrownBy(() -> Installation.of(MISSING, new Permission(true, root, wanted)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the browser tests need chromium, fonts-noto-cjk: run as root: "
                + "apt-get install -y --no-install-recommends chromium fonts-noto-cjk");
  }

  @Test
  void saysWhatToInstallOnAnotherSystem() {
    assertThatThrownBy(() -> Installation.of(MISSING, new Permission(false, true, true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the browser tests need chromium, fonts-noto-cjk: "
                + "install what your system has by these names");
  }
}
