package cn.tiyan.feedback.intake;

/** Where accepted pushes are kept, for ever and in order per matter. */
public interface Arrivals {

    /**
     * Keeps it durably; returns only then.
     *
     * @throws cn.tiyan.platform.refusal.Refusal unavailable, if that cannot be confirmed
     */
    void keep(Arrival arrival);
}
