package cn.tiyan.walkthrough.walkthrough;

/** Those whose way through a service is looked at on purpose (notice, section 三(一)2). */
public enum SpecialGroup {
    /** 老年人 */
    ELDERLY,
    /** 残疾人 */
    DISABLED,
    /** 偏远地区居民 */
    REMOTE_RESIDENT
}
