package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import java.time.Instant;

/** What the roster asks of the open calls (公开征集) that its records answer. */
public interface OpenCalls {

    /**
     * That this candidate may be put forward for the open call now.
     *
     * @throws Refusal a rule, such as {@code quota-full}
     * @throws cn.tiyan.platform.refusal.UnknownReference if there is no such call for this unit
     */
    void admit(String campaign, Candidate candidate, Unit unit, Instant at);

    /**
     * Keeps a seat for somebody who is about to be approved; again for the same person changes nothing.
     *
     * @throws Refusal {@code quota-full}
     */
    void seat(String campaign, Experiencer experiencer, Instant at);
}
