package cn.tiyan.experiencer.publicity;

import static cn.tiyan.experiencer.publicity.PublicityAction.EDIT;
import static cn.tiyan.experiencer.publicity.PublicityAction.WITHDRAW;
import static cn.tiyan.experiencer.publicity.PublicityStatus.RECORDED;
import static cn.tiyan.experiencer.publicity.PublicityStatus.WITHDRAWN;

import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a publicity record as a table. What was withdrawn stays so: it can be recorded anew. */
final class PublicityLifecycle {

    static final PublicityStatus BEGINNING = RECORDED;

    static final Lifecycle<PublicityStatus, PublicityAction> TABLE = Lifecycle.of("宣传记录", List.of(
            new Line<>(RECORDED, EDIT, RECORDED, PublicityRecorded.class),
            new Line<>(RECORDED, WITHDRAW, WITHDRAWN, PublicityRecorded.class)));

    private PublicityLifecycle() {
    }
}
