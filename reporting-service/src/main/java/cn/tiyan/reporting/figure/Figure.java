package cn.tiyan.reporting.figure;

import cn.tiyan.reporting.cube.Count;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of figures: what each is called, what it means and from which counts it is made. A figure without a denominator
 * is a number; one with a denominator is a rate, shown with both and with its 95 % interval, or an average.
 */
public enum Figure {
    // ---- 体验员及其活动 ----
    APPLICANTS("推荐体验员", "期内报名或推荐的政务服务体验员人数", Count.APPLIED, null, "三(二)1"),
    EXPERIENCERS("聘任体验员", "期内推荐并已聘任的政务服务体验员人数", Count.APPOINTED, null, "三(二)1"),
    ACTIVE_EXPERIENCERS("在任体验员", "期内推荐的体验员中目前在任的人数，不含暂停和已结束任期的；查询全部在任人数时，起始日期应早于首次征集", Count.ACTIVE, null, "三(二)1"),
    ENDED_EXPERIENCERS("结束任期体验员", "期内推荐的体验员中任期届满、辞任或解聘且未续聘的人数", Count.ENDED, null, "三(二)1"),
    ROSTERS("上报名单", "名单日期在期内的年度体验员名单份数，同一单位同一年度只计一份", Count.ROSTERS, null, "五(一)"),
    ROSTERS_ACCEPTED("接收名单", "其中最近一次上报已被上级接收的份数", Count.ROSTERS_ACCEPTED, null, "五(一)"),
    ROSTERS_LATE("逾期名单", "其中首次上报晚于截止日期的份数", Count.ROSTERS_LATE, null, "五(一)"),
    ACTIVITIES("体验活动", "期内开始并已开展的体验活动次数", Count.ACTIVITIES, null, "三(二)2"),
    INVITED("活动邀请人次", "期内开展的体验活动邀请的体验员人次", Count.INVITED, null, "三(二)2"),
    ATTENDED("活动参加人次", "其中实际参加的人次", Count.ATTENDED, null, "三(二)2"),
    ATTENDANCE_RATE("活动出席率", "活动参加人次 ÷ 活动邀请人次", Count.ATTENDED, Count.INVITED, "三(二)2"),
    REPORTS("体验报告", "期内开始体验并已提交的体验报告份数", Count.REPORTS, null, "三(二)2"),
    REPORT_RATING("体验评分", "期内体验报告的平均评分，1 至 5 分，5 分最好：评分合计 ÷ 体验报告份数", Form.AVERAGE, Count.REPORT_STARS, Count.REPORTS, "三(二)2"),
    REPORT_PROBLEMS("体验报告问题", "期内体验报告反映的问题数", Count.REPORT_PROBLEMS, null, "三(四)1"),
    REPORT_DEMANDS("体验报告需求", "期内体验报告反映的需求数", Count.REPORT_DEMANDS, null, "三(四)1"),
    SUGGESTIONS("体验员建议", "期内体验报告提出的建议数", Count.SUGGESTIONS, null, "三(二)3"),
    SUGGESTIONS_ADOPTED("采纳建议", "其中已采纳的建议数，含已落实的，不含采纳后又未予采纳的", Count.SUGGESTIONS_ADOPTED, null, "三(二)3"),
    SUGGESTIONS_DONE("落实建议", "其中已落实的建议数", Count.SUGGESTIONS_DONE, null, "三(二)3"),
    ADOPTION_RATE("建议采纳率", "采纳建议 ÷ 体验员建议", Count.SUGGESTIONS_ADOPTED, Count.SUGGESTIONS, "三(二)3"),
    PUBLICITY("宣传报道", "期内刊播的宣传报道篇次，不含已撤回的；按媒体分别查看来源", Count.PUBLICITY, null, "六(三)"),
    PUBLICITY_REACH("宣传覆盖人次", "其中有统计的阅读、收听、收看人次合计", Count.PUBLICITY_REACH, null, "六(三)"),

    // ---- 走流程 ----
    WALKTHROUGHS("走流程次数", "期内开始并已记录的走流程次数", Count.WALKTHROUGHS, null, "三(一)"),
    WALKTHROUGHS_PLANNED("计划内走流程", "其中按走流程计划开展的次数", Count.WALKTHROUGHS_PLANNED, null, "六(二)"),
    PLANNED_RATE("计划内走流程占比", "计划内走流程 ÷ 走流程次数；其余为计划外", Count.WALKTHROUGHS_PLANNED, Count.WALKTHROUGHS, "六(二)"),
    WALKED_COVERAGE("走查全不全", "其中查看过“全不全”维度的次数；一次走流程可查看几个维度，未记录查看维度的不计", Count.WALKED_COVERAGE, null, "四(一)"),
    WALKED_CONNECTION("走查通不通", "其中查看过“通不通”维度的次数", Count.WALKED_CONNECTION, null, "四(二)"),
    WALKED_QUALITY("走查优不优", "其中查看过“优不优”维度的次数", Count.WALKED_QUALITY, null, "四(三)"),
    WALKED_SPEED("走查快不快", "其中查看过“快不快”维度的次数", Count.WALKED_SPEED, null, "四(四)"),
    WALKED_COST("走查高不高", "其中查看过“高不高”维度的次数", Count.WALKED_COST, null, "四(五)"),
    FINDINGS("走流程发现", "期内走流程记录的发现数", Count.FINDINGS, null, "三(四)1"),

    // ---- 群众反馈 ----
    FEEDBACK("群众反馈", "期内 12345 工单、好差评和办不成事的记录数，同一事项只计一次", Count.FEEDBACK, null, "三(一)4"),
    RATINGS("好差评", "期内好差评评价数", Count.RATINGS, null, "三(一)4"),
    BAD_RATINGS("差评", "期内满意度低于 3 的好差评评价数", Count.BAD_RATINGS, null, "三(一)4"),
    BAD_RATING_RATE("差评率", "差评 ÷ 好差评", Count.BAD_RATINGS, Count.RATINGS, "三(一)4"),
    BAD_RATING_CALL_BACK_RATE("差评回访率", "已回访至少一次的差评 ÷ 应回访的差评，联系上与否均计；不含系统默认的和回访前已撤回的，要求 100%", Count.BAD_RATINGS_CALLED_BACK, Count.BAD_RATINGS_TO_CALL_BACK, "三(一)4"),
    CALLED_FOR_ISSUE("转为问题", "期内群众反馈中按规则应当登记问题的记录数", Count.CALLED_FOR_ISSUE, null, "三(一)4"),
    CALLED_BACK("反馈回访", "其中推送方已回访本人的记录数，不含未联系上的和工作人员代录的", Count.CALLED_BACK, null, "三(一)4"),
    CALLED_BACK_BY_STAFF("代录回访", "其中由工作人员代录回访的记录数；不计入任何满意率", Count.CALLED_BACK_BY_STAFF, null, "三(一)4"),
    CALL_BACK_SATISFACTION("反馈回访满意率", "反馈回访中表示满意（4 分及以上）÷ 反馈回访中表明是否满意的", Count.CALL_BACK_SATISFIED, Count.CALL_BACK_JUDGED, "三(一)4"),
    URGED("催办反馈", "期内群众反馈中被催办至少一次的记录数", Count.URGED, null, "三(一)4"),
    URGES("催办次数", "期内群众反馈被催办的次数", Count.URGES, null, "三(一)4"),
    WITHDRAWN("撤诉", "期内群众反馈中本人撤回且未要求继续办理的记录数", Count.WITHDRAWN, null, "三(一)4"),
    MALICIOUS("恶意评价", "期内群众反馈中经上级复核认定为恶意的记录数", Count.MALICIOUS, null, "三(一)4"),

    // ---- 问题和需求的办理 ----
    FOUND("发现问题", "期内发生并已登记的问题和需求数；不作为越少越好的考核指标", Count.FOUND, null, "三(四)2"),
    TRIAGED("已研判", "其中至少研判一次的数量", Count.TRIAGED, null, "三(四)2"),
    DISPATCHED("已派单", "其中至少派单一次的数量", Count.DISPATCHED, null, "三(四)2"),
    ACCEPTED("已签收", "其中承办单位已签收的数量", Count.ACCEPTED, null, "三(四)2"),
    SUBMITTED("已提交整改", "其中至少提交过一次整改的数量", Count.SUBMITTED, null, "三(四)2"),
    SECOND_HAND("纸面整改疑点", "其中最近一次提交的佐证材料与其他问题此前的佐证材料相同的数量；只提示核查，不作认定", Count.SECOND_HAND, null, "五(三)"),
    VERIFIED("已核查", "其中整改经其他单位核查通过且仍然有效的数量", Count.VERIFIED, null, "三(四)2"),
    CLOSED("已销号", "其中已销号且未重办的数量", Count.CLOSED, null, "三(四)2"),
    CLOSED_IN_PERIOD("期内销号", "期内销号且未重办的数量，不论何时发现", Count.CLOSED_THEN, null, "三(四)2"),
    ARCHIVED("已归档", "其中各次回头看均未复发并已归档的数量", Count.ARCHIVED, null, "三(四)2"),
    REJECTED("不予受理", "其中不属于受理范围且未重新受理的数量", Count.REJECTED, null, "三(四)2"),
    MERGED("已合并", "其中并入其他问题办理且未拆分的数量；仍计入发现问题，随主办问题办结", Count.MERGED, null, "三(四)2"),
    CLOSURE_RATE("销号率", "已销号 ÷（发现问题 − 不予受理 − 已合并）", Count.CLOSED, Count.FOUND, "三(四)2", Count.REJECTED, Count.MERGED),
    IN_TIME_RATE("按时办结率", "从登记到销号各环节均未超过时限的已销号 ÷ 已销号", Count.CLOSED_IN_TIME, Count.CLOSED, "三(四)2"),
    OVERDUE("超期", "其中任一环节超过时限至少一次的数量，含回头看", Count.OVERDUE, null, "三(四)2"),
    OVERDUE_NOW("当前超期", "时限在期内届满、至今仍未办理的数量，不论何时发现；环节办结、时限调整到今后或暂停计时的不再计入", Count.OVERDUE_NOW, null, "三(四)2"),
    SENT_BACK("核查退回", "其中整改经核查退回的次数", Count.SENT_BACK, null, "三(四)2"),
    REOPENED("重办", "其中至少重办过一次的数量", Count.REOPENED, null, "五(三)"),
    REOPENINGS("重办次数", "其中重办的次数", Count.REOPENINGS, null, "五(三)"),
    REOPENING_RATE("重办率", "重办 ÷ 发现问题", Count.REOPENED, Count.FOUND, "五(三)"),
    RETURNS_REQUESTED("退单申请", "其中承办单位申请退单的次数", Count.RETURNS_REQUESTED, null, "三(四)2"),
    RETURNED("退单", "其中承办单位退单并获同意至少一次的数量", Count.RETURNED, null, "三(四)2"),
    RETURNS("流转退回次数", "其中退单获同意、问题退回重派的次数", Count.RETURNS, null, "三(四)2"),
    EXTENDED("延期", "其中获准延期至少一次的数量", Count.EXTENDED, null, "三(四)2"),
    EXTENSIONS("延期次数", "其中获准延期的次数", Count.EXTENSIONS, null, "三(四)2"),
    EXTENSION_DAYS("延期工作日", "其中获准延期的工作日合计", Count.EXTENSION_DAYS, null, "三(四)2"),
    SUPERVISED("督办", "其中被督办至少一次的数量", Count.SUPERVISED, null, "三(四)3"),
    SUPERVISED_JOINTLY("联合督办", "其中被多个单位联合督办至少一次的数量", Count.SUPERVISED_JOINTLY, null, "三(四)3"),
    SUPERVISIONS("督办次数", "其中督办的次数", Count.SUPERVISIONS, null, "三(四)3"),
    SUPERVISION_IN_TIME_RATE("督办按时反馈率", "按时反馈的已解除督办 ÷ 已解除督办", Count.SUPERVISIONS_IN_TIME, Count.SUPERVISIONS_LIFTED, "三(四)3"),
    CONSULTED("联席会商", "其中召开联席会商至少一次的数量", Count.CONSULTED, null, "三(四)3"),
    CONSULTATIONS("会商次数", "其中发起联席会商的次数", Count.CONSULTATIONS, null, "三(四)3"),
    CONSULTATIONS_CONCLUDED("会商办结次数", "其中联席会商办结的次数", Count.CONSULTATIONS_CONCLUDED, null, "三(四)3"),
    CONSULTATION_TASKS("会商任务", "其中联席会商确定的任务数", Count.CONSULTATION_TASKS, null, "三(四)3"),
    LOOKED_BACK("回头看次数", "其中已进行的回头看次数", Count.LOOKED_BACK, null, "五(三)"),
    LOOK_BACK_FAILURES("回头看复发", "其中回头看发现复发的次数", Count.RECURRED, null, "五(三)"),
    RECURRENCE_RATE("复发率", "回头看发现复发的次数 ÷ 已进行的回头看次数", Count.RECURRED, Count.LOOKED_BACK, "五(三)"),

    // ---- 办理结果的评价：本人、回访、系统默认分开统计 ----
    SATISFACTION_FIRST("首次满意率", "首次评价为本人评价且 4 分及以上 ÷ 首次评价为本人评价", Count.SATISFIED_FIRST_BY_RAISER, Count.RATED_FIRST_BY_RAISER, "五(三)"),
    SATISFACTION_FINAL("最终满意率", "末次评价为本人评价且 4 分及以上 ÷ 末次评价为本人评价", Count.SATISFIED_FINAL_BY_RAISER, Count.RATED_FINAL_BY_RAISER, "五(三)"),
    SOLVED_RATE("解决率", "末次评价为本人评价且评为已解决 ÷ 末次评价为本人评价", Count.SOLVED_BY_RAISER, Count.RATED_FINAL_BY_RAISER, "五(三)"),
    SATISFACTION_FIRST_CALL_BACK("首次回访满意率", "首次评价为回访代录且 4 分及以上 ÷ 首次评价为回访代录；与本人评价分开统计", Count.SATISFIED_FIRST_BY_CALL_BACK, Count.RATED_FIRST_BY_CALL_BACK, "五(三)"),
    SATISFACTION_CALL_BACK("回访满意率", "末次评价为回访代录且 4 分及以上 ÷ 末次评价为回访代录；与本人评价分开统计", Count.SATISFIED_FINAL_BY_CALL_BACK, Count.RATED_FINAL_BY_CALL_BACK, "五(三)"),
    SOLVED_RATE_CALL_BACK("回访解决率", "末次评价为回访代录且评为已解决 ÷ 末次评价为回访代录；与本人评价分开统计", Count.SOLVED_BY_CALL_BACK, Count.RATED_FINAL_BY_CALL_BACK, "五(三)"),
    RATED_BY_DEFAULT("默认评价", "其中末次评价由系统到期默认作出的数量；不计入任何满意率", Count.RATED_FINAL_BY_DEFAULT, null, "五(三)"),

    // ---- 优化 ----
    OPTIMIZED("优化", "其中登记了优化的数量，不含不予受理和已合并的", Count.OPTIMIZED, null, "三(四)2"),
    OPTIMIZATIONS("优化事项", "其中登记的优化项数", Count.OPTIMIZATIONS, null, "三(四)2"),
    STEPS_SAVED("减环节", "其中优化减少的环节数：优化前 − 优化后，前后均有记录的合计，增加的相抵", Count.STEPS_SAVED, null, "三(三)1"),
    DAYS_SAVED("减时间", "其中优化减少的天数，算法同减环节", Count.DAYS_SAVED, null, "三(三)1"),
    MATERIALS_SAVED("减材料", "其中优化减少的材料份数，算法同减环节", Count.MATERIALS_SAVED, null, "三(三)1"),
    VISITS_SAVED("减跑动", "其中优化减少的跑动次数，算法同减环节", Count.VISITS_SAVED, null, "三(三)1"),

    // ---- 共性问题、自查自纠和创新做法 ----
    PROBLEMS_PROPOSED("提请共性问题", "期内首次提请认定的共性问题数", Count.PROBLEMS_PROPOSED, null, "三(四)4"),
    PROBLEMS_CONFIRMED("认定共性问题", "其中已认定的数量", Count.PROBLEMS_CONFIRMED, null, "三(四)4"),
    PROBLEMS_SETTLED("解决一类问题", "其中有关单位均已自查办结且未复发的数量", Count.PROBLEMS_SETTLED, null, "三(四)4"),
    PROBLEMS_RECURRED("共性问题复发", "其中办结后至少复发一次的数量", Count.PROBLEMS_RECURRED, null, "三(四)4"),
    PROBLEMS_DISMISSED("不予认定共性问题", "其中未予认定且未再次提请的数量", Count.PROBLEMS_DISMISSED, null, "三(四)4"),
    SETTLEMENT_RATE("共性问题办结率", "解决一类问题 ÷ 认定共性问题", Count.PROBLEMS_SETTLED, Count.PROBLEMS_CONFIRMED, "三(四)4"),
    SELF_CHECKS("下发自查", "期内下发的自查任务数", Count.SELF_CHECKS, null, "三(四)4"),
    SELF_CHECKS_COMPLETED("完成自查", "其中自查情况已被上级审核通过的数量", Count.SELF_CHECKS_COMPLETED, null, "三(四)4"),
    SELF_CHECK_RATE("自查完成率", "完成自查 ÷ 下发自查", Count.SELF_CHECKS_COMPLETED, Count.SELF_CHECKS, "三(四)4"),
    SELF_CHECK_FOUND_RATE("自查发现率", "发现存在同类问题的自查 ÷ 完成自查", Count.SELF_CHECKS_FOUND, Count.SELF_CHECKS_COMPLETED, "三(四)4"),
    SELF_CHECK_CORRECTIONS("自查自纠", "期内下发的自查中已纠正的同类问题件数", Count.SELF_CHECK_CORRECTIONS, null, "三(四)4"),
    SELF_CHECKS_OVERDUE("自查超期", "其中超过期限未报送的自查任务数，含后来报送的", Count.SELF_CHECKS_OVERDUE, null, "三(四)4"),
    PRACTICES("报送做法", "期内首次报送的创新做法数", Count.PRACTICES, null, "三(四)4"),
    PRACTICES_ACCEPTED("入库做法", "其中审核入库的数量", Count.PRACTICES_ACCEPTED, null, "三(四)4"),
    PRACTICES_PROMOTED("推广做法", "其中已推广的数量", Count.PRACTICES_PROMOTED, null, "三(四)4"),
    ADOPTIONS("采用做法", "期内各单位采用其他单位创新做法的次数", Count.ADOPTIONS, null, "三(四)4"),
    ADOPTIONS_REPORTED("采用成效反馈", "其中采用单位已反馈成效的次数", Count.ADOPTIONS_REPORTED, null, "三(四)4");

    /** How a figure is to be read. */
    public enum Form {
        /** A number. */
        NUMBER,
        /** A share of its denominator, 0 to 1, with an interval. */
        RATE,
        /** So much for each of its denominator. */
        AVERAGE
    }

    private final String chinese;
    private final String definition;
    private final Form form;
    private final Count numerator;
    private final @Nullable Count denominator;
    private final String section;
    private final List<Count> less;

    Figure(String chinese, String definition, Count numerator, @Nullable Count denominator, String section, Count... less) {
        this(chinese, definition, denominator == null ? Form.NUMBER : Form.RATE, numerator, denominator, section, less);
    }

    Figure(String chinese, String definition, Form form, Count numerator, @Nullable Count denominator, String section, Count... less) {
        this.chinese = chinese;
        this.definition = definition;
        this.form = form;
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

    /** How it is to be read. */
    public Form form() {
        return form;
    }

    /** What it is made of, such as {@code CLOSED ÷ (FOUND − REJECTED − MERGED)}. */
    public String formula() {
        if (denominator == null) {
            return numerator.name();
        }
        String of = Stream.concat(Stream.of(denominator), less.stream()).map(Count::name).collect(Collectors.joining(" − "));
        return numerator + " ÷ " + (less.isEmpty() ? of : "(" + of + ")");
    }

    /** What is counted. */
    public Count numerator() {
        return numerator;
    }

    /** Of what, for a rate or an average. */
    public @Nullable Count denominator() {
        return denominator;
    }

    /** What does not count in the denominator. */
    public List<Count> less() {
        return less;
    }

    /** All counts that these are made of. */
    static Set<Count> counts(Collection<Figure> figures) {
        Set<Count> counts = EnumSet.noneOf(Count.class);
        for (Figure figure : figures) {
            counts.add(figure.numerator);
            counts.addAll(figure.less);
            if (figure.denominator != null) {
                counts.add(figure.denominator);
            }
        }
        return counts;
    }

    /** Those that are kept of service items, too. */
    public static final Set<Figure> OF_ITEMS = Arrays.stream(values()).filter(figure -> Count.OF_ITEMS.containsAll(counts(Set.of(figure))))
            .collect(Collectors.toUnmodifiableSet());

    /** Section of the notice that asks for it. */
    public String section() {
        return section;
    }
}
