package cn.tiyan.walkthrough.photo;

import java.util.Arrays;
import java.util.Optional;

/** What a photo may be. The content tells; names and the sender's word do not count. */
public enum PhotoType {
    /** JPEG. */
    JPEG("image/jpeg", "jpg"),
    /** Portable Network Graphics. */
    PNG("image/png", "png"),
    /** WebP. */
    WEBP("image/webp", "webp");

    /** So many bytes from the beginning tell a type. */
    static final int HEAD = 16;

    private final String mediaType;
    private final String ending;

    PhotoType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /** The media type. */
    public String mediaType() {
        return mediaType;
    }

    /** How names of such files end. */
    public String ending() {
        return ending;
    }

    /** The type with this media type. */
    public static PhotoType named(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst().orElseThrow();
    }

    static Optional<PhotoType> of(byte[] head) {
        if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (starts(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (starts(head, 0, 'R', 'I', 'F', 'F') && starts(head, 8, 'W', 'E', 'B', 'P', 'V', 'P', '8')) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] head, int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= head.length || (head[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
