package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.ExperiencerStanding;
import cn.tiyan.platform.lifecycle.Lifecycle;
import org.jspecify.annotations.Nullable;

/** Where in its life an experiencer's record is. Which status follows which is said in {@link ExperiencerLifecycle} alone. */
public enum ExperiencerStatus implements Lifecycle.Status {
    /** 待审核: put forward, applied or invited; an office must decide. */
    APPLIED("待审核", true, null),
    /** 公示中: approved; whoever objects says so until the notice is over. */
    ON_NOTICE("公示中", true, ExperiencerStanding.ON_NOTICE),
    /** 已聘任: holds a certificate for a term. */
    APPOINTED("已聘任", true, ExperiencerStanding.APPOINTED),
    /** 暂停: for the time being not asked to anything; the term goes on. */
    SUSPENDED("已暂停", true, ExperiencerStanding.SUSPENDED),
    /** 任期届满: may be appointed for another term, or be recruited anew. */
    EXPIRED("任期届满", false, ExperiencerStanding.EXPIRED),
    /** 已辞任: left by their own wish. */
    RESIGNED("已辞任", false, ExperiencerStanding.RESIGNED),
    /** 已解聘: dismissed for a cause. */
    DISMISSED("已解聘", false, ExperiencerStanding.DISMISSED),
    /** 未予聘任: turned down, with a reason. */
    REJECTED("未予聘任", false, ExperiencerStanding.REJECTED),
    /** 已撤回: the applicant took the application back. */
    WITHDRAWN("已撤回", false, ExperiencerStanding.WITHDRAWN);

    private final String chinese;
    private final boolean standing;
    private final @Nullable ExperiencerStanding told;

    ExperiencerStatus(String chinese, boolean standing, @Nullable ExperiencerStanding told) {
        this.chinese = chinese;
        this.standing = standing;
        this.told = told;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    /** Whether a record in this status keeps the same person from being recruited again. */
    boolean standing() {
        return standing;
    }

    /** What others are told; null for the beginning, which has an event of its own. */
    @Nullable ExperiencerStanding told() {
        return told;
    }
}
