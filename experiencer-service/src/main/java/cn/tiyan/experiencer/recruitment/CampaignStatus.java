package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where an open call is. Which status follows which is said in {@link CampaignLifecycle} alone. */
public enum CampaignStatus implements Lifecycle.Status {
    /** 草稿: the office alone sees it. */
    DRAFT("草稿"),
    /** 已发布: everybody sees it, and applies within its period. */
    PUBLISHED("已发布"),
    /** 已截止: nobody applies any more. */
    CLOSED("已截止");

    private final String chinese;

    CampaignStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
