package cn.tiyan.issue.evidence;

import cn.tiyan.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells what a file is. Its beginning decides: what follows it, such as an archive behind a picture, is never looked at by
 * anybody who goes by the type and the ending the file gets here. Nothing is unpacked but a document's table of parts.
 */
final class TypeDetection {

    /** Each type that is accepted shows itself within this many bytes; looking further would only cost. */
    private static final int HEAD = 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OPUS = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    /** Where the first packet of an Ogg file begins. */
    private static final int FIRST_PACKET = 28;

    private TypeDetection() {
    }

    /** Read when the first file comes, not when the service starts. */
    private static final class Magic {

        static final MimeTypes ALL = MimeTypes.getDefaultMimeTypes();
    }

    /**
     * What the file is, if it may be evidence.
     *
     * @throws Refusal {@code unsupported-evidence-type} with advice, {@code evidence-with-macros}, {@code evidence-locked},
     *     {@code evidence-unpacks-too-large}
     */
    static Optional<EvidenceType> of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        // Most of what is handed in, and told by so little: the library compares some hundreds of patterns.
        if (has(head, 0, PNG)) {
            return Optional.of(EvidenceType.PNG);
        }
        if (has(head, 0, JPEG)) {
            return Optional.of(EvidenceType.JPEG);
        }
        var found = Magic.ALL.detect(new ByteArrayInputStream(head), new Metadata()).getBaseType().toString();
        return switch (found) {
            case "image/gif" -> Optional.of(EvidenceType.GIF);
            case "image/bmp" -> Optional.of(EvidenceType.BMP);
            case "image/webp" -> Optional.of(EvidenceType.WEBP);
            case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif" -> throw Refusal.rule(
                    "unsupported-evidence-type", "file", "暂不接受 HEIC/HEIF/AVIF 图片，请转换为 JPEG 后上传（苹果手机：设置—相机—格式—兼容性最佳）");
            case "application/pdf" -> has(head, 0, PDF) ? Optional.of(EvidenceType.PDF) : Optional.empty();
            case "audio/mpeg" -> Optional.of(EvidenceType.MP3);
            case "audio/vnd.wave" -> Optional.of(EvidenceType.WAV);
            case "audio/amr" -> Optional.of(EvidenceType.AMR);
            case "audio/amr-wb" -> Optional.of(EvidenceType.AMR_WB);
            case "audio/mp4", "video/mp4", "application/mp4", "video/quicktime", "video/3gpp" ->
                    Mp4.soundOnly(file) ? Optional.of(EvidenceType.M4A) : Optional.empty();
            case "audio/vorbis", "audio/opus", "audio/speex", "audio/x-oggflac" -> Optional.of(EvidenceType.OGG);
            case "application/ogg" -> has(head, FIRST_PACKET, OPUS) ? Optional.of(EvidenceType.OGG) : Optional.empty();
            case "application/x-tika-msoffice", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint" ->
                    CompoundFile.typeOf(file);
            default -> has(head, 0, new byte[] {'P', 'K', 3, 4}) ? ZipPackage.typeOf(file) : Optional.empty();
        };
    }

    private static boolean has(byte[] head, int from, byte[] expected) {
        return head.length >= from + expected.length
                && java.util.Arrays.equals(head, from, from + expected.length, expected, 0, expected.length);
    }
}
