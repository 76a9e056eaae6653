package cn.tiyan.experiencer.recruitment;

import static cn.tiyan.experiencer.recruitment.CampaignAction.CLOSE;
import static cn.tiyan.experiencer.recruitment.CampaignAction.EDIT;
import static cn.tiyan.experiencer.recruitment.CampaignAction.END;
import static cn.tiyan.experiencer.recruitment.CampaignAction.EXTEND;
import static cn.tiyan.experiencer.recruitment.CampaignAction.PUBLISH;
import static cn.tiyan.experiencer.recruitment.CampaignStatus.CLOSED;
import static cn.tiyan.experiencer.recruitment.CampaignStatus.DRAFT;
import static cn.tiyan.experiencer.recruitment.CampaignStatus.PUBLISHED;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an open call as a table. Others are told of those who answer it, not of the call. */
final class CampaignLifecycle {

    static final Lifecycle<CampaignStatus, CampaignAction> TABLE = Lifecycle.of("征集", List.of(
            new Line<>(DRAFT, EDIT, DRAFT, null),
            new Line<>(DRAFT, PUBLISH, PUBLISHED, null),
            new Line<>(PUBLISHED, EXTEND, PUBLISHED, null),
            new Line<>(PUBLISHED, CLOSE, CLOSED, null),
            new Line<>(PUBLISHED, END, CLOSED, null)));

    private CampaignLifecycle() {
    }
}
