package cn.tiyan.walkthrough.plan;

/** With which of those the notice names a service is to be walked (三(一)2). */
public enum Company {
    /** 企业 */
    ENTERPRISE,
    /** 群众 */
    CITIZEN,
    /** 老年人 */
    ELDERLY,
    /** 残疾人 */
    DISABLED,
    /** 偏远地区居民 */
    REMOTE_RESIDENT
}
