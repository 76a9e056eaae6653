package cn.tiyan.issue.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What a file of evidence may be. Its content says what it is; its name and the browser's word do not count. */
enum EvidenceType {
    /** Portable Network Graphics. */
    PNG("image/png", "png") {
        @Override
        boolean begins(byte[] head) {
            return has(head, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
        }
    },
    /** JPEG. */
    JPEG("image/jpeg", "jpg", "jpeg") {
        @Override
        boolean begins(byte[] head) {
            return has(head, 0, 0xff, 0xd8, 0xff);
        }
    },
    /** Portable Document Format. */
    PDF("application/pdf", "pdf") {
        @Override
        boolean begins(byte[] head) {
            return has(head, 0, '%', 'P', 'D', 'F', '-');
        }
    },
    /** Word, Office Open XML. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx") {
        @Override
        boolean begins(byte[] head) {
            return zip(head);
        }

        @Override
        boolean goesOn(Path file) throws IOException {
            return holds(file, "word/document.xml");
        }
    },
    /** Excel, Office Open XML. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx") {
        @Override
        boolean begins(byte[] head) {
            return zip(head);
        }

        @Override
        boolean goesOn(Path file) throws IOException {
            return holds(file, "xl/workbook.xml");
        }
    },
    /** MPEG layer III: an ID3 tag, or the first frame's header. */
    MP3("audio/mpeg", "mp3") {
        @Override
        boolean begins(byte[] head) {
            return has(head, 0, 'I', 'D', '3')
                    || head.length > 2 && (head[0] & 0xff) == 0xff && Set.of(0xfb, 0xfa, 0xf3, 0xf2).contains(head[1] & 0xff)
                            && (head[2] & 0xf0) != 0xf0;
        }
    },
    /** Waveform audio. */
    WAV("audio/wav", "wav") {
        @Override
        boolean begins(byte[] head) {
            return has(head, 0, 'R', 'I', 'F', 'F') && has(head, 8, 'W', 'A', 'V', 'E');
        }
    };

    private static final int HEAD = 16;

    private final String mediaType;
    private final Set<String> endings;
    private final String ending;

    EvidenceType(String mediaType, String ending, String... more) {
        this.mediaType = mediaType;
        this.ending = ending;
        var all = new HashSet<>(Arrays.asList(more));
        all.add(ending);
        this.endings = Set.copyOf(all);
    }

    abstract boolean begins(byte[] head);

    boolean goesOn(Path file) throws IOException {
        return true;
    }

    /** What the file is, if it may be evidence. */
    static Optional<EvidenceType> of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        for (EvidenceType type : values()) {
            if (type.begins(head) && type.goesOn(file)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    String mediaType() {
        return mediaType;
    }

    /** The ending of file names, without the dot. */
    String ending() {
        return ending;
    }

    boolean isEnding(String other) {
        return endings.contains(other);
    }

    private static boolean zip(byte[] head) {
        return has(head, 0, 'P', 'K', 3, 4);
    }

    /** Reads the archive's table of contents only: nothing is unpacked, so there is nothing to blow up. */
    private static boolean holds(Path file, String entry) throws IOException {
        try (var archive = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return archive.getEntry(entry) != null && archive.getEntry("[Content_Types].xml") != null;
        } catch (ZipException e) {
            return false;
        }
    }

    private static boolean has(byte[] head, int from, int... expected) {
        if (head.length < from + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[from + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
