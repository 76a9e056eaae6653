package cn.tiyan.feedback.feedback;

/** How far the call-back of a bad rating has come. */
public enum CallBackState {
    /** Nobody has called yet. */
    DUE("待回访"),
    /** Somebody has, in vain. */
    IN_VAIN("未联系上"),
    /** It is held to be malicious; somebody at a level above has yet to say so. */
    UNDER_REVIEW("恶意待复核"),
    /** It was found to be so. */
    FACTUAL("属实"),
    /** It was found to be reasonable. */
    REASONABLE("合理"),
    /** It was found to be malicious, and confirmed. */
    MALICIOUS("恶意");

    private final String chinese;

    CallBackState(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** Whether somebody has called back at least once, here or at the sender. */
    boolean called() {
        return this != DUE;
    }
}
