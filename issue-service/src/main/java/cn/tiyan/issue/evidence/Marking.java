package cn.tiyan.issue.evidence;

import cn.tiyan.platform.lettering.Lettering;
import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes copies of pictures and PDFs that show who fetched them and when. One at a time: so much memory is taken and no more,
 * however many ask; and the fonts are read when the first copy is made.
 */
@Component
class Marking {

    private static final Logger log = LoggerFactory.getLogger(Marking.class);
    private static final long PATIENCE_SECONDS = 20;

    private final long memory;
    private final ReentrantLock desk = new ReentrantLock(true);
    private @Nullable Lettering lettering;

    @Autowired
    Marking(EvidenceProperties properties) {
        this(properties.markingBytes());
    }

    Marking(long memory) {
        this.memory = memory;
    }

    /** The type of a marked copy: pictures that are not JPEG become PNG. Of a GIF or WebP that moves, the first picture is shown. */
    static EvidenceType typeOfCopy(EvidenceType type) {
        return type.family() == EvidenceType.Family.PICTURE && type != EvidenceType.JPEG ? EvidenceType.PNG : type;
    }

    /**
     * Writes a marked copy.
     *
     * @throws Refusal {@code evidence-not-markable}: then nobody gets it without a mark, either; {@code marking-busy}
     */
    void mark(EvidenceType type, Path original, Watermark mark, Path copy) throws IOException {
        queue();
        try {
            if (lettering == null) {
                lettering = Lettering.load();
            }
            if (type.family() == EvidenceType.Family.PAGES) {
                try (var pages = PdfPages.open(original)) {
                    pages.mark(mark, lettering, copy);
                }
            } else {
                picture(type, original, mark, lettering, copy);
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The library fails in many ways on files that only look sound; what it says may quote the file.
            log.warn("A {} cannot be marked: {}", type, e.getClass().getName());
            throw Refusal.rule("evidence-not-markable", "该文件已损坏或格式特殊，无法加注水印，不能下载；核查员和营商办经办可下载原件");
        } finally {
            desk.unlock();
        }
    }

    private void picture(EvidenceType type, Path original, Watermark mark, Lettering lettering, Path copy) throws IOException {
        Canvas canvas;
        try (var picture = Picture.open(type, original)) {
            canvas = Canvas.of(picture.read(memory), picture.orientation());
        }
        canvas.mark(mark, lettering);
        canvas.write(typeOfCopy(type) == EvidenceType.JPEG ? "jpeg" : "png", copy);
    }

    private void queue() {
        try {
            if (!desk.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.unavailable("marking-busy", "下载的人较多，请稍后重试");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("marking-busy", "服务正在停止，请稍后重试");
        }
    }
}
