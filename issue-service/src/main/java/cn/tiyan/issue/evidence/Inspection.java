package cn.tiyan.issue.evidence;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Looks at a file handed in, as far as it takes to know that it can be shown to others: at headers, never at pixels. */
final class Inspection {

    private Inspection() {
    }

    /**
     * @throws Refusal {@code evidence-too-detailed}, {@code evidence-locked}, {@code evidence-unreadable},
     *     {@code evidence-unpacks-too-large}
     */
    static void of(EvidenceType type, Path file) {
        try {
            switch (type.family()) {
                case PICTURE -> picture(type, file);
                case PAGES -> pages(file);
                case OFFICE, SOUND -> { }
            }
        } catch (InvalidPasswordException e) {
            throw Refusal.rule("evidence-locked", "file", "文件设有打开密码，核查人无法查看，请取消密码后上传");
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // What a hostile file has heaped up is let go of here.
            throw unreadable();
        }
    }

    private static void picture(EvidenceType type, Path file) throws IOException {
        try (var picture = Picture.open(type, file)) {
            if (!picture.bearable()) {
                throw Refusal.rule("evidence-too-detailed", "file",
                        "图片 " + picture.width() + "×" + picture.height() + " 像素过大，请缩小后上传（一般不超过 12000×9000，WebP 和渐进式 JPEG 更小）");
            }
            if (!picture.readable()) {
                throw unreadable();
            }
        }
    }

    private static void pages(Path file) throws IOException {
        try (var pages = PdfPages.open(file)) {
            if (!pages.bearable()) {
                throw Refusal.rule("evidence-too-detailed", "file", "PDF 没有页面或超过 1000 页，请拆分后上传");
            }
        }
    }

    private static Refusal unreadable() {
        return Refusal.rule("evidence-unreadable", "file", "文件已损坏或格式特殊，无法打开；图片请另存为 RGB 颜色的 JPEG 或 PNG 后上传");
    }
}
