package org.ringbook.telephony.beeline;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an event, without the prefixes of its names: only what these are bound to counts. Of a document that declares
 * anything by itself (a DTD), or is deeper or larger than any event, nothing is read.
 */
final class Xml {

    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    /** Declared, or a mark of UTF-16 at the very beginning. */
    private static final Pattern OTHER_ENCODING = Pattern.compile(
            "\\A(?:\u00FE\u00FF|\u00FF\u00FE|<\\?xml[^>]*encoding=.(?!utf-?8))", Pattern.CASE_INSENSITIVE);

    private static final int DEEPEST = 20;
    private static final int MOST_ELEMENTS = 20_000;
    private static final int LONGEST_TEXT = 500;

    final String name;
    /** The type that it says to be of, without its prefix; empty when it says none. */
    final String type;

    final List<Xml> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Xml(String name, String type) {
        this.name = name;
        this.type = type;
    }

    /** @return null when it cannot be read */
    static Xml read(byte[] document) {
        if (isBrokenUtf8(document)) {
            return null;
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
            return read(reader);
        } catch (XMLStreamException | RuntimeException unreadable) {
            // The parser of Java throws exceptions of its own for some broken documents.
            return null;
        }
    }

    /** The parser of Java would tell of it on the console, whoever sent it. */
    private static boolean isBrokenUtf8(byte[] document) {
        String head = new String(document, 0, Math.min(document.length, 100), StandardCharsets.ISO_8859_1);
        if (OTHER_ENCODING.matcher(head).find()) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
            return false;
        } catch (CharacterCodingException broken) {
            return true;
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    private static Xml read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Xml> open = new ArrayDeque<>();
        Xml root = null;
        for (int elements = 0; reader.hasNext(); ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Xml element = new Xml(reader.getLocalName(), type(reader));
                    if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
                        return null;
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.peek().children.add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.peek().add(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    return null;
                }
                default -> {}
            }
        }
        return root;
    }

    private static String type(XMLStreamReader reader) {
        String type = reader.getAttributeValue(SCHEMA_INSTANCE, "type");
        return type == null ? "" : type.strip().replaceFirst("^.*:", "");
    }

    private void add(String more) {
        if (text.length() < LONGEST_TEXT) {
            text.append(more, 0, Math.min(more.length(), LONGEST_TEXT - text.length()));
        }
    }

    Optional<Xml> child(String wanted) {
        return children.stream().filter(each -> each.name.equals(wanted)).findFirst();
    }

    List<Xml> all(String wanted) {
        return children.stream().filter(each -> each.name.equals(wanted)).toList();
    }

    /** The text of a child, its white space collapsed; null when there is none. */
    String text(String wanted) {
        return child(wanted).map(Xml::text).orElse(null);
    }

    private String text() {
        String collapsed = text.toString().replaceAll("\\s+", " ").strip();
        return collapsed.isEmpty() ? null : collapsed;
    }
}
