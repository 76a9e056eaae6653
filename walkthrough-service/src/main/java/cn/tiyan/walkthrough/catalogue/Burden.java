package cn.tiyan.walkthrough.catalogue;

/**
 * What something costs an applicant: 环节, 时间, 材料, 跑动 (notice, section 三(三)1).
 *
 * @param steps 环节
 * @param workingDays 时间, in working days
 * @param materials 材料
 * @param visits 跑动
 */
public record Burden(int steps, int workingDays, int materials, int visits) {

    /** How much less it is than before; negative where it is more. */
    public Burden lessThan(Burden before) {
        return new Burden(before.steps - steps, before.workingDays - workingDays, before.materials - materials, before.visits - visits);
    }
}
