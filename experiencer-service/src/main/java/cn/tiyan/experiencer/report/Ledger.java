package cn.tiyan.experiencer.report;

/** Whoever keeps account of what came of reports. */
public interface Ledger {

    /** Takes over a report as it now is; a report it knows in this state or a later one changes nothing. */
    void enter(ExperienceReport report);
}
