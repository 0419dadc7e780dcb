package dev.spate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.system.JUnitReport.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitReportTest {
  @TempDir private Path folder;

  @Test
  void complainsOfWhatFailedAndOfWhatWasSkipped() throws IOException {
    var report =
        report(
            """
            <?xml version="1.0" encoding="UTF-8" ?>
            <testsuites><testsuite name="a.test.ts">
              <testcase classname="a.test.ts" name="adds &gt; one" time="0.1"></testcase>
              <testcase classname="a.test.ts" name="adds &gt; two" time="0.1">
                <failure message="expected 1 to be 2">at a.test.ts:3</failure>
              </testcase>
              <testcase classname="a.test.ts" name="adds &gt; three"><skipped/></testcase>
            </testsuite></testsuites>
            """);

    assertThat(report.tests())
        .containsExactly(
            new Result("a.test.ts: adds > one", Optional.empty()),
            new Result("a.test.ts: adds > two", Optional.of("expected 1 to be 2\nat a.test.ts:3")),
            new Result("a.test.ts: adds > three", Optional.of("was skipped")));
  }

  @Test
  void isNoneWithoutATest() {
    assertThatThrownBy(() -> report("<testsuites><testsuite name=\"a.test.ts\"/></testsuites>"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no test was run: ");
  }

  @Test
  void isNoneWithoutAFile() {
    assertThatThrownBy(() -> JUnitReport.read(folder.resolve("missing.xml")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsNoOtherFile() {
    assertThatThrownBy(() ->
            report(
                """
                <!DOCTYPE a [<!ENTITY hosts SYSTEM "file:///etc/hosts">]>
                <testsuites><testcase classname="a" name="&hosts;"/></testsuites>
                """))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no report: ");
  }

  private JUnitReport report(String xml) throws IOException {
    return JUnitReport.read(Files.writeString(folder.resolve("report.xml"), xml));
  }
}
