package cn.tiyan.reporting.figure;

import cn.tiyan.reporting.cube.Count;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of figures: what each is called, what it means and from which counts it is made. A figure without a denominator
 * is a number; one with a denominator is a rate, shown with both and with its 95 % interval.
 */
public enum Figure {
    EXPERIENCERS("聘任体验员", "期内推荐并已聘任的政务服务体验员人数", Count.APPOINTED, null, "三(二)1"),
    WALKTHROUGHS("走流程次数", "期内开始并已记录的走流程次数", Count.WALKTHROUGHS, null, "三(一)"),
    FINDINGS("走流程发现", "期内走流程记录的发现数", Count.FINDINGS, null, "三(四)1"),
    FEEDBACK("群众反馈", "期内 12345 工单、好差评和办不成事的记录数，同一事项只计一次", Count.FEEDBACK, null, "三(一)4"),
    BAD_RATINGS("差评", "期内满意度低于 3 的好差评评价数", Count.BAD_RATINGS, null, "三(一)4"),
    FOUND("发现问题", "期内发生并已登记的问题和需求数；不作为越少越好的考核指标", Count.FOUND, null, "三(四)2"),
    DISPATCHED("已派单", "其中至少派单一次的数量", Count.DISPATCHED, null, "三(四)2"),
    ACCEPTED("已签收", "其中承办单位已签收的数量", Count.ACCEPTED, null, "三(四)2"),
    SUBMITTED("已提交整改", "其中至少提交过一次整改的数量", Count.SUBMITTED, null, "三(四)2"),
    VERIFIED("已核查", "其中整改经其他单位核查通过且仍然有效的数量", Count.VERIFIED, null, "三(四)2"),
    CLOSED("已销号", "其中已销号且未重办的数量", Count.CLOSED, null, "三(四)2"),
    REOPENED("重办", "其中至少重办过一次的数量", Count.REOPENED, null, "五(三)"),
    REJECTED("不予受理", "其中不属于受理范围且未重新受理的数量", Count.REJECTED, null, "三(四)2"),
    MERGED("已合并", "其中并入其他问题办理且未拆分的数量；仍计入发现问题，随主办问题办结", Count.MERGED, null, "三(四)2"),
    RETURNED("退单", "其中承办单位退单并获同意至少一次的数量", Count.RETURNED, null, "三(四)2"),
    EXTENDED("延期", "其中获准延期至少一次的数量", Count.EXTENDED, null, "三(四)2"),
    OVERDUE("超期", "其中任一环节超过时限至少一次的数量", Count.OVERDUE, null, "三(四)2"),
    SUPERVISED("督办", "其中被督办至少一次的数量", Count.SUPERVISED, null, "三(四)3"),
    OPTIMIZED("优化", "其中登记了优化的数量", Count.OPTIMIZED, null, "三(四)2"),
    RATED_BY_DEFAULT("默认评价", "其中末次评价由系统到期默认作出的数量；不计入任何满意率", Count.RATED_FINAL_BY_DEFAULT, null, "五(三)"),
    CLOSURE_RATE("销号率", "已销号 ÷（发现问题 − 不予受理 − 已合并）", Count.CLOSED, Count.FOUND, "三(四)2", Count.REJECTED, Count.MERGED),
    REOPENING_RATE("重办率", "重办 ÷ 发现问题", Count.REOPENED, Count.FOUND, "五(三)"),
    RECURRENCE_RATE("复发率", "回头看发现复发的次数 ÷ 已进行的回头看次数", Count.RECURRED, Count.LOOKED_BACK, "五(三)"),
    SATISFACTION_FIRST("首次满意率", "首次评价为本人评价且 4 分及以上 ÷ 首次评价为本人评价", Count.SATISFIED_FIRST_BY_RAISER, Count.RATED_FIRST_BY_RAISER, "五(三)"),
    SATISFACTION_FINAL("最终满意率", "末次评价为本人评价且 4 分及以上 ÷ 末次评价为本人评价", Count.SATISFIED_FINAL_BY_RAISER, Count.RATED_FINAL_BY_RAISER, "五(三)"),
    SATISFACTION_CALL_BACK("回访满意率", "末次评价为回访代录且 4 分及以上 ÷ 末次评价为回访代录；与本人评价分开统计", Count.SATISFIED_FINAL_BY_CALL_BACK, Count.RATED_FINAL_BY_CALL_BACK, "五(三)");

    private final String chinese;
    private final String definition;
    private final Count numerator;
    private final @Nullable Count denominator;
    private final String section;
    private final List<Count> less;

    Figure(String chinese, String definition, Count numerator, @Nullable Count denominator, String section, Count... less) {
        this.chinese = chinese;
        this.definition = definition;
        this.numerator = numerator;
        this.denominator = denominator;
        this.section = section;
        this.less = List.of(less);
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    /** What it means, in words. */
    public String definition() {
        return definition;
    }

    /** What is counted. */
    public Count numerator() {
        return numerator;
    }

    /** Of what, for a rate. */
    public @Nullable Count denominator() {
        return denominator;
    }

    /** What does not count in the denominator. */
    public List<Count> less() {
        return less;
    }

    /** Section of the notice that asks for it. */
    public String section() {
        return section;
    }
}
