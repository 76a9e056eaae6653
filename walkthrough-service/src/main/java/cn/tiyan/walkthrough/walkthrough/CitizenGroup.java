package cn.tiyan.walkthrough.walkthrough;

/** Who was accompanied through a service: 企业群众 (notice, section 三(一)2). */
public enum CitizenGroup {
    /** 企业 */
    ENTERPRISE,
    /** 群众 */
    CITIZEN
}
