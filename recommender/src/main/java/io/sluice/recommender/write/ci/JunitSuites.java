package io.sluice.recommender.write.ci;

import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.write.Escape;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Suites of cases that pass, fail or are skipped as JUnit XML: a document of a size that is read.
 */
public final class JunitSuites {
  /**
   * A group of cases.
   *
   * @param name its name
   * @param cases its cases
   */
  public record Suite(String name, List<Case> cases) {}

  /**
   * One case.
   *
   * @param name its name
   * @param failure why it failed, where it did
   * @param place the file and line to look at, where there is one
   * @param skipped why it does not count, where it does not
   */
  public record Case(
      String name,
      Optional<String> failure,
      Optional<ObjectOrigin> place,
      Optional<String> skipped) {
    /** A case that passed. */
    public static Case passed(String name) {
      return new Case(name, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  private final XMLStreamWriter xml;

  private JunitSuites(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Suites as a document. */
  public static String write(List<Suite> suites) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JunitSuites(xml).document(suites);
      xml.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text can always be written", e);
    }
  }

  private void document(List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    line();
    for (Suite suite : suites) {
      suite(suite);
    }
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void suite(Suite suite) throws XMLStreamException {
    long failures = suite.cases().stream().filter(c -> c.failure().isPresent()).count();
    long skipped = suite.cases().stream().filter(c -> c.skipped().isPresent()).count();
    xml.writeStartElement("testsuite");
    attribute("name", suite.name());
    attribute("tests", Integer.toString(suite.cases().size()));
    attribute("failures", Long.toString(failures));
    attribute("errors", "0");
    attribute("skipped", Long.toString(skipped));
    line();
    for (Case one : suite.cases()) {
      oneCase(suite, one);
    }
    xml.writeEndElement();
    line();
  }

  private void oneCase(Suite suite, Case one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", "sluice." + suite.name());
    attribute("name", one.name());
    if (one.failure().isPresent()) {
      xml.writeStartElement("failure");
      attribute("message", one.failure().get());
      if (one.place().isPresent()) {
        xml.writeCharacters(Escape.terminal(one.place().get() + ": " + one.failure().get()));
      }
      xml.writeEndElement();
    } else if (one.skipped().isPresent()) {
      xml.writeStartElement("skipped");
      attribute("message", one.skipped().get());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    line();
  }

  /** XML has no way at all to hold a control character. */
  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Escape.terminal(value));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
