package cn.tiyan.walkthrough.catalogue;

import static cn.tiyan.walkthrough.catalogue.ImportAction.COMMIT;
import static cn.tiyan.walkthrough.catalogue.ImportAction.CORRECT;
import static cn.tiyan.walkthrough.catalogue.ImportAction.DISCARD;
import static cn.tiyan.walkthrough.catalogue.ImportAction.FINISH;
import static cn.tiyan.walkthrough.catalogue.ImportAction.LAPSE;
import static cn.tiyan.walkthrough.catalogue.ImportAction.PREVIEW;
import static cn.tiyan.walkthrough.catalogue.ImportStatus.COMMITTED;
import static cn.tiyan.walkthrough.catalogue.ImportStatus.COMMITTING;
import static cn.tiyan.walkthrough.catalogue.ImportStatus.DISCARDED;
import static cn.tiyan.walkthrough.catalogue.ImportStatus.PREVIEWED;
import static cn.tiyan.walkthrough.catalogue.ImportStatus.READING;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an import as a table. */
final class ImportLifecycle {

    static final ImportStatus BEGINNING = READING;

    static final Lifecycle<ImportStatus, ImportAction> TABLE = Lifecycle.of("导入", List.of(
            new Line<>(READING, PREVIEW, PREVIEWED, null),
            new Line<>(READING, LAPSE, DISCARDED, null),
            new Line<>(PREVIEWED, CORRECT, PREVIEWED, null),
            new Line<>(PREVIEWED, COMMIT, COMMITTING, null),
            new Line<>(PREVIEWED, DISCARD, DISCARDED, null),
            new Line<>(PREVIEWED, LAPSE, DISCARDED, null),
            new Line<>(COMMITTING, FINISH, COMMITTED, null)));

    private ImportLifecycle() {
    }
}
