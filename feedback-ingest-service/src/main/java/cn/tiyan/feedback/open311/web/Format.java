package cn.tiyan.feedback.open311.web;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two forms of every answer. XML is written here and not by a converter of the web framework: with one on the class path all other
 * addresses of the service would begin to answer in XML to whoever does not mind.
 */
enum Format {

    JSON("application/json;charset=utf-8") {
        @Override
        byte[] write(String root, String item, Object answer) {
            return MAPPER.writeValueAsBytes(answer);
        }
    },
    XML("text/xml;charset=utf-8") {
        @Override
        byte[] write(String root, String item, Object answer) {
            var bytes = new ByteArrayOutputStream();
            try {
                XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "utf-8");
                xml.writeStartDocument("utf-8", "1.0");
                element(xml, root, item, answer);
                xml.writeEndDocument();
                xml.close();
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
            return bytes.toByteArray();
        }
    };

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final MediaType type;

    Format(String type) {
        this.type = MediaType.parseMediaType(type);
    }

    /** The one whose ending this is. */
    static Format of(String ending) {
        return "xml".equals(ending) ? XML : JSON;
    }

    MediaType type() {
        return type;
    }

    /**
     * An answer of maps, lists and plain values.
     *
     * @param root name of the outermost element in XML
     * @param item name of each element in it, if the answer is a list
     */
    abstract byte[] write(String root, String item, Object answer);

    private static void element(XMLStreamWriter xml, String name, String item, @Nullable Object value) throws XMLStreamException {
        xml.writeStartElement(name);
        switch (value) {
            case Map<?, ?> map -> {
                for (var entry : map.entrySet()) {
                    String key = entry.getKey().toString();
                    element(xml, key, key.replaceFirst("s$", ""), entry.getValue());
                }
            }
            case Collection<?> list -> {
                for (Object each : list) {
                    element(xml, item, item, each);
                }
            }
            case null -> { }
            default -> xml.writeCharacters(writable(value.toString()));
        }
        xml.writeEndElement();
    }

    /** Without the characters that XML has no way to write. */
    private static String writable(String text) {
        return text.codePoints().filter(point -> point == '\t' || point == '\n' || point == '\r' || point >= 0x20 && point < 0xd800
                        || point >= 0xe000 && point < 0xfffe || point >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
