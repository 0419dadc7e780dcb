package dev.spate.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// What a suite that is none of JUnit's reported in JUnit's form:
///
/// ```
/// <testcase classname="src/stream/reduce.test.ts" name="reduce > joins texts"/>
/// <testcase …><failure message="expected 1 to be 2">…</failure></testcase>
/// <testcase …><skipped/></testcase>
/// ```
///
/// @param tests at least one
record JUnitReport(List<Result> tests) {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /// `complaint` is empty if the test ran and passed.
  record Result(String name, Optional<String> complaint) {}

  /// @throws IOException if the file is missing, is no such report, or reports no test
  static JUnitReport read(Path file) throws IOException {
    var tests = children(parse(file), "testcase").map(JUnitReport::result).toList();
    if (tests.isEmpty()) throw new IOException("no test was run: " + file);
    return new JUnitReport(tests);
  }

  private static Result result(Element test) {
    var name = test.getAttribute("classname") + ": " + test.getAttribute("name");
    var failure = Stream.of("failure", "error").flatMap(tag -> children(test, tag)).findFirst();
    var skipped = children(test, "skipped").findFirst();
    return new Result(
        name,
        failure
            .map(e -> e.getAttribute("message") + "\n" + e.getTextContent())
            .or(() -> skipped.map(_ -> "was skipped")));
  }

  private static Element parse(Path file) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // it throws, and prints nothing
      return builder.parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("no report: " + file, e);
    }
  }

  private static Stream<Element> children(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
  }
}
