package cn.tiyan.issue.evidence;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Documents of the offices before 2007 and of WPS: small file systems in a file. Only their directories are read. */
final class CompoundFile {

    private static final String PRESENTATION = "PowerPoint Document";
    /** How a presentation says whether it has macros (MS-PPT 2.4.11): this, a reference of four bytes, then 1 or 0. */
    private static final byte[] MACRO_NOTE = HexFormat.of().parseHex("ff0314000000020000040c000000");
    private static final int NOTE = MACRO_NOTE.length + 8;
    private static final int PIECE = 64 * 1024;

    private CompoundFile() {
    }

    static Optional<EvidenceType> typeOf(Path file) {
        try (var system = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = system.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw Refusal.rule("evidence-locked", "file", "文档设有打开密码，核查人无法查看，请取消密码后上传");
            }
            var found = EnumSet.noneOf(EvidenceType.class);
            if (root.hasEntryCaseInsensitive("WordDocument")) {
                found.add(EvidenceType.DOC);
            }
            if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
                found.add(EvidenceType.XLS);
            }
            if (root.hasEntryCaseInsensitive(PRESENTATION)) {
                found.add(EvidenceType.PPT);
            }
            if (found.size() != 1) {
                return Optional.empty();
            }
            if (root.hasEntryCaseInsensitive("Macros") || root.hasEntryCaseInsensitive("_VBA_PROJECT_CUR")
                    || found.contains(EvidenceType.PPT) && presentationHasMacros(root)) {
                throw Refusal.rule("evidence-with-macros", "file", "不接受含有宏的文档，请另存为不含宏的格式后上传");
            }
            return Optional.of(found.iterator().next());
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) {
            // A broken one makes the library fail in many ways; all of them mean that nobody can read it.
            return Optional.empty();
        }
    }

    private static boolean presentationHasMacros(DirectoryNode root) throws IOException {
        var window = new byte[PIECE + NOTE];
        int kept = 0;
        try (InputStream in = root.createDocumentInputStream(root.getEntryCaseInsensitive(PRESENTATION))) {
            for (int read = in.read(window, kept, PIECE); read > 0; read = in.read(window, kept, PIECE)) {
                int filled = kept + read;
                for (int at = 0; at + NOTE <= filled; at++) {
                    if (java.util.Arrays.equals(window, at, at + MACRO_NOTE.length, MACRO_NOTE, 0, MACRO_NOTE.length)
                            && ByteBuffer.wrap(window, at + NOTE - 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() != 0) {
                        return true;
                    }
                }
                kept = Math.min(NOTE - 1, filled);
                System.arraycopy(window, filled - kept, window, 0, kept);
            }
        }
        return false;
    }
}
