package cn.tiyan.issue.list;

import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.IssueFilter;
import cn.tiyan.issue.issue.Moment;
import cn.tiyan.issue.issue.Optimization;
import cn.tiyan.issue.issue.Phase;
import cn.tiyan.issue.issue.Rating;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The four lists (notice, section 三(四)2) as a table: what each shows and in which columns. A duplicate goes on as its survivor and
 * what is out of scope is none of them, so neither stands on any list.
 */
public enum FourList {
    /** 问题清单. */
    PROBLEMS("问题清单", Criteria.where("kind").is(IssueKind.PROBLEM).and("status").nin(Kept.OUT), Kept.LISTED),
    /** 需求清单. */
    DEMANDS("需求清单", Criteria.where("kind").is(IssueKind.DEMAND).and("status").nin(Kept.OUT), Kept.LISTED),
    /** 整改清单: what a unit has to rectify or has rectified. */
    RECTIFICATIONS("整改清单", Criteria.where("status").in(Kept.DISPATCHED), Kept.RECTIFIED),
    /** 优化清单: what changed for good, one line each. */
    OPTIMIZATIONS("优化清单", Criteria.where("optimizations.0").exists(true).and("status").nin(Kept.OUT), Kept.OPTIMIZED);

    private static final Listing<ListedIssue> VIEW = Listing.newestFirst(ListedIssue.class, ListedIssue::createdAt, ListedIssue::id);

    private final String chinese;
    private final Criteria criteria;
    private final List<Column> columns;

    FourList(String chinese, Criteria criteria, List<Column> columns) {
        this.chinese = chinese;
        this.criteria = criteria;
        this.columns = columns;
    }

    /** The list with this name in lower case, as addresses have it. */
    public static Optional<FourList> named(String name) {
        return Arrays.stream(values()).filter(list -> list.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }

    Listing<ListedIssue> view() {
        return this == OPTIMIZATIONS ? VIEW.by(Issue.OPTIMIZED) : VIEW;
    }

    /** What it shows at all, and of that what the filter demands of something else than the issue. */
    Criteria criteria(IssueFilter filter) {
        return !byOptimizedItem(filter) ? criteria
                : new Criteria().andOperator(criteria, Criteria.where("optimizations.serviceItem.code").is(filter.serviceItem()));
    }

    /** What the filter demands of the issue. */
    IssueFilter ofIssues(IssueFilter filter) {
        return byOptimizedItem(filter) ? filter.ofAnyItem() : filter;
    }

    /** An item is looked for where the list shows one: its optimizations name theirs. */
    private boolean byOptimizedItem(IssueFilter filter) {
        return this == OPTIMIZATIONS && filter.serviceItem() != null;
    }

    List<Column> columns() {
        return columns;
    }

    /** The lines an issue makes that the filter lets pass. */
    Stream<Entry> entries(ListedIssue issue, IssueFilter filter, UnitNames names) {
        return this != OPTIMIZATIONS ? Stream.of(new Entry(issue, null, names))
                : Stream.ofNullable(issue.optimizations()).flatMap(List::stream)
                        .filter(optimization -> filter.serviceItem() == null || filter.serviceItem().equals(optimization.serviceItem().code()))
                        .map(optimization -> new Entry(issue, optimization, names));
    }

    /** What the constants above are made of; a constant cannot refer to a field of its own enum. */
    private static final class Kept {

        static final Set<Status> OUT = EnumSet.of(Status.MERGED, Status.REJECTED);
        static final Set<Status> DISPATCHED = dispatched();

        static final List<Column> LISTED = List.of(
                new Column("number", "编号", 21, entry -> entry.issue().number()),
                new Column("source", "来源", 12, entry -> entry.issue().sourceKind().chinese()),
                new Column("unit", "反映单位", 20, entry -> entry.name(entry.issue().unit())),
                new Column("serviceItem", "事项", 20, entry -> entry.issue().serviceItem() == null ? null : entry.issue().serviceItem().name()),
                new Column("dimension", "维度", 8, entry -> entry.issue().dimension() == null ? null : entry.issue().dimension().chinese()),
                new Column("stage", "环节", 8, entry -> entry.issue().stage() == null ? null : entry.issue().stage().chinese()),
                new Column("cause", "原因", 10, entry -> entry.issue().cause() == null ? null : entry.issue().cause().chinese()),
                new Column("title", "标题", 28, entry -> entry.issue().title()),
                new Column("text", "内容", 48, entry -> Masking.text(entry.issue().text())),
                new Column("severity", "严重程度", 9, entry -> entry.issue().severity().chinese()),
                new Column("difficulty", "难度", 7, entry -> entry.issue().difficulty() == null ? null : entry.issue().difficulty().chinese()),
                new Column("occurredOn", "发现日期", 12, entry -> day(entry.issue().occurredAt())),
                new Column("registeredOn", "登记日期", 12, entry -> day(entry.issue().createdAt())),
                new Column("status", "状态", 10, entry -> entry.issue().status().chinese()),
                new Column("handlingUnit", "办理单位", 20, entry -> entry.name(entry.issue().handlingUnit())),
                new Column("due", "当前时限", 12, entry -> entry.issue().deadline() == null ? null : day(entry.issue().deadline().due())),
                new Column("overdue", "是否超期", 9, entry -> yesOrNo(entry.issue().overdue())),
                new Column("closedOn", "销号日期", 12, entry -> closed(entry.issue())));

        static final List<Column> RECTIFIED = List.of(
                new Column("number", "编号", 21, entry -> entry.issue().number()),
                new Column("kind", "类别", 7, entry -> entry.issue().kind().chinese()),
                new Column("source", "来源", 12, entry -> entry.issue().sourceKind().chinese()),
                new Column("unit", "反映单位", 20, entry -> entry.name(entry.issue().unit())),
                new Column("serviceItem", "事项", 20, entry -> entry.issue().serviceItem() == null ? null : entry.issue().serviceItem().name()),
                new Column("title", "标题", 28, entry -> entry.issue().title()),
                new Column("handlingUnit", "办理单位", 20, entry -> entry.name(entry.issue().handlingUnit())),
                new Column("difficulty", "难度", 7, entry -> entry.issue().difficulty() == null ? null : entry.issue().difficulty().chinese()),
                new Column("dispatchedOn", "派单日期", 12, entry -> day(entry.issue().reached(Status.DISPATCHED))),
                new Column("rectifyBy", "整改时限", 12, entry -> day(entry.issue().rectifyBy())),
                new Column("overdue", "是否超期", 9, entry -> yesOrNo(entry.issue().overdue())),
                new Column("measures", "整改措施", 36, entry -> entry.issue().plan() == null ? null : Masking.text(entry.issue().plan().measures())),
                new Column("done", "整改结果", 36, entry -> entry.issue().submission() == null ? null : Masking.text(entry.issue().submission().done())),
                new Column("opinion", "核查意见", 28, entry -> entry.issue().verification() == null ? null : (entry.issue().verification().passed() ? "通过：" : "退回：")
                        + Masking.text(entry.issue().verification().opinion())),
                new Column("firstRating", "首次评价", 14, entry -> word(entry.issue().firstRating())),
                new Column("finalRating", "最终评价", 14, entry -> word(entry.issue().finalRating())),
                new Column("ratedBy", "评价方式", 10, entry -> entry.issue().finalRating() == null ? null : entry.issue().finalRating().origin().chinese()),
                new Column("reopenings", "重办次数", 9, entry -> entry.issue().reopenings()),
                new Column("status", "状态", 10, entry -> entry.issue().status().chinese()),
                new Column("closedOn", "销号日期", 12, entry -> closed(entry.issue())));

        static final List<Column> OPTIMIZED = List.of(
                new Column("number", "来源编号", 21, entry -> entry.issue().number()),
                new Column("title", "来源问题", 28, entry -> entry.issue().title()),
                new Column("serviceItem", "事项", 24, optimized(optimization -> optimization.serviceItem().name())),
                new Column("unit", "优化单位", 20, entry -> entry.optimization() == null ? null : entry.name(entry.optimization().unit())),
                new Column("text", "优化内容", 44, optimized(Optimization::text)),
                new Column("stepsBefore", "环节（优化前）", 10, before(Optimization::steps)),
                new Column("stepsAfter", "环节（优化后）", 10, after(Optimization::steps)),
                new Column("daysBefore", "时间（优化前，工作日）", 11, before(Optimization::days)),
                new Column("daysAfter", "时间（优化后，工作日）", 11, after(Optimization::days)),
                new Column("materialsBefore", "材料（优化前，份）", 10, before(Optimization::materials)),
                new Column("materialsAfter", "材料（优化后，份）", 10, after(Optimization::materials)),
                new Column("visitsBefore", "跑动（优化前，次）", 10, before(Optimization::visits)),
                new Column("visitsAfter", "跑动（优化后，次）", 10, after(Optimization::visits)),
                new Column("recordedOn", "登记日期", 12, optimized(optimization -> day(optimization.at()))));

        private Kept() {
        }

        private static Set<Status> dispatched() {
            Set<Status> statuses = EnumSet.of(Status.DISPATCHED, Status.RETURN_REQUESTED, Status.ACCEPTED, Status.RECTIFYING);
            statuses.addAll(Phase.ASSESSMENT.statuses());
            statuses.addAll(Phase.CLOSED.statuses());
            return statuses;
        }

        private static @Nullable LocalDate day(@Nullable Instant at) {
            return at == null ? null : China.day(at);
        }

        /** A reopened one is not closed, whatever it was before. */
        private static @Nullable LocalDate closed(ListedIssue issue) {
            return issue.status().phase() == Phase.CLOSED ? day(issue.reached(Status.CLOSED)) : null;
        }

        private static String yesOrNo(@Nullable Boolean truth) {
            return Boolean.TRUE.equals(truth) ? "是" : "否";
        }

        private static @Nullable String word(@Nullable Rating rating) {
            return rating == null ? null : rating.satisfaction() + " 分，" + (rating.solved() ? "已解决" : "未解决");
        }

        private static Function<Entry, @Nullable Object> optimized(Function<Optimization, @Nullable Object> value) {
            return entry -> entry.optimization() == null ? null : value.apply(entry.optimization());
        }

        private static Function<Entry, @Nullable Object> before(Function<Optimization, Optimization.@Nullable Change> change) {
            return optimized(optimization -> Optional.ofNullable(change.apply(optimization)).map(Optimization.Change::before).orElse(null));
        }

        private static Function<Entry, @Nullable Object> after(Function<Optimization, Optimization.@Nullable Change> change) {
            return optimized(optimization -> Optional.ofNullable(change.apply(optimization)).map(Optimization.Change::after).orElse(null));
        }
    }
}
