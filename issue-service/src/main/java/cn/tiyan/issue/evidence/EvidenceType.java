package cn.tiyan.issue.evidence;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a file of evidence may be. {@link TypeDetection} tells it from the content; names and the browser's word do not count. */
enum EvidenceType {
    /** Portable Network Graphics. */
    PNG(Family.PICTURE, "image/png", "png"),
    /** JPEG. */
    JPEG(Family.PICTURE, "image/jpeg", "jpg", "jpeg", "jfif"),
    /** Graphics Interchange Format. */
    GIF(Family.PICTURE, "image/gif", "gif"),
    /** Windows bitmap. */
    BMP(Family.PICTURE, "image/bmp", "bmp"),
    /** WebP. */
    WEBP(Family.PICTURE, "image/webp", "webp"),
    /** Portable Document Format. */
    PDF(Family.PAGES, "application/pdf", "pdf"),
    /** Word, Office Open XML. */
    DOCX(Family.OFFICE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    /** Excel, Office Open XML. */
    XLSX(Family.OFFICE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    /** PowerPoint, Office Open XML. */
    PPTX(Family.OFFICE, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    /** Word before 2007, and what WPS Writer writes under a name of its own. */
    DOC(Family.OFFICE, "application/msword", "doc", "wps"),
    /** Excel before 2007, and what WPS Spreadsheets writes under a name of its own. */
    XLS(Family.OFFICE, "application/vnd.ms-excel", "xls", "et"),
    /** PowerPoint before 2007, and what WPS Presentation writes under a name of its own. */
    PPT(Family.OFFICE, "application/vnd.ms-powerpoint", "ppt", "dps"),
    /** Open Fixed-layout Document, GB/T 33190: what official documents and electronic invoices come in. */
    OFD(Family.OFFICE, "application/ofd", "ofd"),
    /** MPEG layer III. */
    MP3(Family.SOUND, "audio/mpeg", "mp3"),
    /** Waveform audio. */
    WAV(Family.SOUND, "audio/wav", "wav"),
    /** MPEG-4 with sound and no picture: what telephones record. */
    M4A(Family.SOUND, "audio/mp4", "m4a", "mp4"),
    /** Adaptive Multi-Rate: what older telephones record. */
    AMR(Family.SOUND, "audio/amr", "amr"),
    /** Adaptive Multi-Rate Wideband. */
    AMR_WB(Family.SOUND, "audio/amr-wb", "awb", "amr"),
    /** Vorbis, Opus, Speex or FLAC in Ogg. */
    OGG(Family.SOUND, "audio/ogg", "ogg", "oga", "opus", "spx");

    /** What is done alike with several types. */
    enum Family {
        /** Marked as a picture when handed out. */
        PICTURE,
        /** Marked page by page when handed out. */
        PAGES,
        /** Handed out as it is. */
        OFFICE,
        /** Handed out as it is. */
        SOUND
    }

    private final Family family;
    private final String mediaType;
    private final String ending;
    private final Set<String> endings;

    EvidenceType(Family family, String mediaType, String ending, String... more) {
        this.family = family;
        this.mediaType = mediaType;
        this.ending = ending;
        this.endings = Stream.concat(Stream.of(ending), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** The type that was found when the file was handed in. */
    static EvidenceType named(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No evidence is of type " + mediaType));
    }

    Family family() {
        return family;
    }

    /** Whether a download shows who fetched it and when. */
    boolean marked() {
        return family == Family.PICTURE || family == Family.PAGES;
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
}
