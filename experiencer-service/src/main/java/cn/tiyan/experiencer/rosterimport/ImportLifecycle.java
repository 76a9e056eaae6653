package cn.tiyan.experiencer.rosterimport;

import static cn.tiyan.experiencer.rosterimport.ImportAction.COMMIT;
import static cn.tiyan.experiencer.rosterimport.ImportAction.CORRECT;
import static cn.tiyan.experiencer.rosterimport.ImportAction.DISCARD;
import static cn.tiyan.experiencer.rosterimport.ImportAction.FINISH;
import static cn.tiyan.experiencer.rosterimport.ImportAction.LAPSE;
import static cn.tiyan.experiencer.rosterimport.ImportAction.PREVIEW;
import static cn.tiyan.experiencer.rosterimport.ImportStatus.COMMITTED;
import static cn.tiyan.experiencer.rosterimport.ImportStatus.COMMITTING;
import static cn.tiyan.experiencer.rosterimport.ImportStatus.DISCARDED;
import static cn.tiyan.experiencer.rosterimport.ImportStatus.PREVIEWED;
import static cn.tiyan.experiencer.rosterimport.ImportStatus.READING;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an import as a table. */
final class ImportLifecycle {

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
