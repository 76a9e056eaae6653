package cn.tiyan.feedback.feedback;

/** What was found of a bad rating when its citizen was called back. */
public enum RatingVerdict {
    /** 属实: it was as the citizen says. */
    FACTUAL("属实"),
    /** 合理: what the citizen wants is reasonable, be it that nobody did anything wrong. */
    REASONABLE("合理"),
    /** 恶意: said in bad faith. It stands only once somebody else at a level above has confirmed it. */
    MALICIOUS("恶意");

    private final String chinese;

    RatingVerdict(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    CallBackState state() {
        return CallBackState.valueOf(name());
    }
}
