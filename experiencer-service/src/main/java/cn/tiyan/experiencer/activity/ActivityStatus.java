package cn.tiyan.experiencer.activity;

import cn.tiyan.platform.lifecycle.Lifecycle;

/** Where in its life an activity is. Which status follows which is said in {@link ActivityLifecycle} alone. */
public enum ActivityStatus implements Lifecycle.Status {
    /** 计划: nobody is invited yet. */
    PLANNED("计划"),
    /** 邀请中: experiencers are invited and answer; lasts until it is on record. */
    INVITING("邀请中"),
    /** 已开展: it took place and is on record. */
    HELD("已开展"),
    /** 已取消: it will not take place, for a reason. */
    CANCELLED("已取消");

    private final String chinese;

    ActivityStatus(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
