package io.sluice.recommender.write.verdict;

import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.audit.Places;
import io.sluice.recommender.audit.expect.Tally;
import io.sluice.recommender.audit.expect.TestResult;
import io.sluice.recommender.write.Escape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results of {@code test} as JUnit XML: a test case for each expectation, however many. The
 * counts stand first in it, so the cases wait in a file until all are known.
 */
public final class JunitStream implements ResultWriter {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

  /** A step of writing XML. */
  private interface Step {
    void run() throws XMLStreamException;
  }

  private final OutputStream out;
  private final Path waiting;
  private final OutputStream casesOut;
  private final XMLStreamWriter cases;

  /**
   * A document.
   *
   * @param waiting a temporary file of this writer's own
   */
  public JunitStream(OutputStream out, Path waiting) throws IOException {
    this.out = out;
    this.waiting = waiting;
    this.casesOut = new BufferedOutputStream(Files.newOutputStream(waiting), 1 << 16);
    this.cases = writer(casesOut);
  }

  @Override
  public void add(TestResult result) throws IOException {
    written(
        () -> {
          cases.writeCharacters("\n    ");
          cases.writeStartElement("testcase");
          attribute(cases, "classname", result.entry().place().file());
          attribute(cases, "name", name(result));
          if (!result.pass()) {
            cases.writeStartElement("failure");
            attribute(cases, "type", result.decision().word());
            attribute(cases, "message", FailureTable.because(result));
            decidedAt(result);
            cases.writeEndElement();
          }
          cases.writeEndElement();
        });
  }

  /** What decided, as the text of the failure: build servers show it below the message. */
  private void decidedAt(TestResult result) throws XMLStreamException {
    Optional<ObjectOrigin> place = result.verdict().flatMap(Places::of);
    if (place.isPresent()) {
      cases.writeCharacters(Escape.terminal("decided at " + place.get()));
    }
  }

  private static String name(TestResult result) {
    String expected = result.expected().isEmpty() ? "" : " " + result.expected();
    return "line " + result.entry().place().line() + ": " + result.title() + expected;
  }

  @Override
  public void finish(Tally tally) throws IOException {
    written(cases::close);
    casesOut.close();
    XMLStreamWriter whole = writer(out);
    written(
        () -> {
          whole.writeStartDocument("UTF-8", "1.0");
          whole.writeCharacters("\n");
          whole.writeStartElement("testsuites");
          counts(whole, tally);
          whole.writeCharacters("\n  ");
          whole.writeStartElement("testsuite");
          attribute(whole, "name", "sluice test");
          counts(whole, tally);
          whole.writeCharacters("");
          whole.flush();
        });
    Files.copy(waiting, out);
    written(
        () -> {
          whole.writeCharacters("\n  ");
          whole.writeEndElement();
          whole.writeCharacters("\n");
          whole.writeEndElement();
          whole.writeCharacters("\n");
          whole.writeEndDocument();
          whole.flush();
        });
    out.flush();
  }

  private static void counts(XMLStreamWriter xml, Tally tally) throws XMLStreamException {
    attribute(xml, "tests", Long.toString(tally.total().all()));
    attribute(xml, "failures", Long.toString(tally.total().failed()));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", "0");
  }

  /** Without what XML cannot hold even as a reference, such as control characters. */
  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Escape.terminal(value));
  }

  private static XMLStreamWriter writer(OutputStream to) throws IOException {
    try {
      return FACTORY.createXMLStreamWriter(to, StandardCharsets.UTF_8.name());
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void written(Step step) throws IOException {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }
  }
}
