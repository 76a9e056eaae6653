package cn.tiyan.issue.evidence;

import cn.tiyan.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are zip archives: Office Open XML and OFD. Only the archive's directory and one small part are read, that
 * part up to a limit: however well something packs, nothing here grows with what it unpacks to.
 */
final class ZipPackage {

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String OFD = "OFD.xml";
    /** Twenty times what such a part has in the longest documents. */
    private static final int LONGEST_PART = 1024 * 1024;
    private static final int MOST_PARTS = 20_000;
    /** Whoever opens a document unpacks it: larger than this is nothing that shows a rectification. */
    private static final long LARGEST_UNPACKED = 1024L * 1024 * 1024;

    private ZipPackage() {
    }

    static Optional<EvidenceType> typeOf(Path file) throws IOException {
        try (var archive = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            var found = EnumSet.noneOf(EvidenceType.class);
            Set<String> contents = contentTypes(archive);
            if (contents.stream().anyMatch(type -> type.endsWith("wordprocessingml.document.main+xml"))) {
                found.add(EvidenceType.DOCX);
            }
            if (contents.stream().anyMatch(type -> type.endsWith("spreadsheetml.sheet.main+xml"))) {
                found.add(EvidenceType.XLSX);
            }
            if (contents.stream().anyMatch(type -> type.endsWith("presentationml.presentation.main+xml"))) {
                found.add(EvidenceType.PPTX);
            }
            if (isOfd(archive)) {
                found.add(EvidenceType.OFD);
            }
            boolean document = !found.isEmpty() || contents.stream().anyMatch(type -> type.contains("macroenabled"));
            boolean macros = contents.stream().anyMatch(ZipPackage::isMacro) || archive.stream().anyMatch(part -> isMacroPart(part.getName()));
            if (document && macros) {
                throw Refusal.rule("evidence-with-macros", "file", "不接受含有宏的文档，请另存为不含宏的格式后上传");
            }
            if (!found.isEmpty()) {
                requireReasonableSize(archive);
            }
            // A file that claims to be two things at once is neither.
            return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
        } catch (ZipException e) {
            return Optional.empty();
        }
    }

    private static boolean isMacro(String contentType) {
        return contentType.contains("macroenabled") || contentType.contains("vbaproject");
    }

    private static boolean isMacroPart(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("vbaproject.bin") || lower.startsWith("xl/macrosheets/");
    }

    private static void requireReasonableSize(ZipFile archive) {
        long unpacked = archive.stream().mapToLong(part -> Math.clamp(part.getSize(), 0, LARGEST_UNPACKED + 1)).sum();
        if (archive.size() > MOST_PARTS || unpacked > LARGEST_UNPACKED) {
            throw Refusal.rule("evidence-unpacks-too-large", "file", "文档解压后过大，请精简或转为 PDF 后上传");
        }
    }

    /** The content types an Office Open XML package declares, in lower case; none if it is something else. */
    private static Set<String> contentTypes(ZipFile archive) throws IOException {
        var types = new HashSet<String>();
        read(archive, CONTENT_TYPES, (element, contentType) -> {
            if (contentType != null && (element.equals("Override") || element.equals("Default"))) {
                types.add(contentType.toLowerCase(Locale.ROOT));
            }
        });
        return types;
    }

    private static boolean isOfd(ZipFile archive) throws IOException {
        var elements = new HashSet<String>();
        read(archive, OFD, (element, contentType) -> elements.add(element));
        return elements.contains("OFD") && elements.contains("DocBody");
    }

    private interface Elements {

        void found(String localName, @Nullable String contentType);
    }

    /** Elements of a part that is there and is XML; document type definitions are not read. */
    private static void read(ZipFile archive, String name, Elements elements) throws IOException {
        ZipEntry part = archive.getEntry(name);
        if (part == null) {
            return;
        }
        byte[] content;
        try (InputStream in = archive.getInputStream(part)) {
            content = in.readNBytes(LONGEST_PART);
        }
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    elements.found(xml.getLocalName(), xml.getAttributeValue(null, "ContentType"));
                }
            }
        } catch (XMLStreamException e) {
            throw new ZipException("Not a package: " + name + " is no XML");
        }
    }
}
