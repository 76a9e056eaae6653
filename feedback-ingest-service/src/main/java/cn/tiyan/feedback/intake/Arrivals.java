package cn.tiyan.feedback.intake;

import java.util.List;

/** Where accepted pushes are kept, for ever and in order per matter. */
public interface Arrivals {

    /**
     * Keeps all of them durably; returns only then.
     *
     * @throws cn.tiyan.platform.refusal.Refusal unavailable, if that cannot be confirmed of every one: some may be kept, then
     */
    void keep(List<Arrival> arrivals);
}
