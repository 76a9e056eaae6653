package cn.tiyan.issue.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * MPEG-4 files (ISO/IEC 14496-12): boxes in boxes. Many telephones mark a recording as they would a film, so that only its
 * tracks tell which it is.
 */
final class Mp4 {

    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia");
    private static final int HEADER = 8;
    private static final int MOST_BOXES = 1000;

    private final FileChannel file;
    private final Set<String> tracks = new HashSet<>();
    private int boxes;

    private Mp4(FileChannel file) {
        this.file = file;
    }

    /** Whether there is a track, and every one is sound. */
    static boolean soundOnly(Path path) throws IOException {
        try (var file = FileChannel.open(path)) {
            var mp4 = new Mp4(file);
            mp4.read(0, file.size());
            return mp4.tracks.equals(Set.of("soun"));
        }
    }

    private void read(long from, long end) throws IOException {
        long at = from;
        while (at + HEADER <= end && boxes++ < MOST_BOXES) {
            ByteBuffer header = bytes(at, HEADER + 8);
            long size = Integer.toUnsignedLong(header.getInt(0));
            int begins = HEADER;
            if (size == 1) {
                size = header.getLong(HEADER);
                begins = HEADER + 8;
            } else if (size == 0) {
                size = end - at;
            }
            if (size < begins || size > end - at) {
                return;
            }
            String type = text(header, 4);
            if (CONTAINERS.contains(type)) {
                read(at + begins, at + size);
            } else if (type.equals("hdlr") && size >= begins + 12) {
                tracks.add(text(bytes(at + begins, 12), 8));
            }
            at += size;
        }
    }

    /** Some bytes; zero where the file ends before them. */
    private ByteBuffer bytes(long at, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        file.read(bytes, at);
        return bytes;
    }

    private static String text(ByteBuffer bytes, int at) {
        return new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1);
    }
}
