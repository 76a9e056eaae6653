package cn.tiyan.walkthrough.checklist;

import static cn.tiyan.walkthrough.checklist.ExtensionAction.PUBLISH;
import static cn.tiyan.walkthrough.checklist.ExtensionAction.RETIRE;
import static cn.tiyan.walkthrough.checklist.ExtensionAction.REVISE;
import static cn.tiyan.walkthrough.checklist.ExtensionStatus.DRAFT;
import static cn.tiyan.walkthrough.checklist.ExtensionStatus.PUBLISHED;
import static cn.tiyan.walkthrough.checklist.ExtensionStatus.RETIRED;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an office's own edition as a table. Nothing leads back to a draft: what was released never changes. */
final class ExtensionLifecycle {

    static final ExtensionStatus BEGINNING = DRAFT;

    static final Lifecycle<ExtensionStatus, ExtensionAction> TABLE = Lifecycle.of("检查点清单", List.of(
            new Line<>(DRAFT, REVISE, DRAFT, null),
            new Line<>(DRAFT, PUBLISH, PUBLISHED, null),
            new Line<>(PUBLISHED, RETIRE, RETIRED, null)));

    private ExtensionLifecycle() {
    }
}
