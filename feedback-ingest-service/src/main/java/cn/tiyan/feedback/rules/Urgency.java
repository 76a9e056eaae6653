package cn.tiyan.feedback.rules;

/** How urgent the hotline holds an order to be. */
public enum Urgency {
    /** 一般 */
    NORMAL,
    /** 紧急 */
    URGENT,
    /** 特急 */
    CRITICAL
}
