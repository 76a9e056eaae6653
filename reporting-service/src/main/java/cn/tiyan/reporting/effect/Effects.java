package cn.tiyan.reporting.effect;

import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.storage.Copies;
import cn.tiyan.platform.time.China;
import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.CubeReader;
import cn.tiyan.reporting.cube.DayKey;
import cn.tiyan.reporting.cube.Gaps;
import cn.tiyan.reporting.cube.Slice;
import cn.tiyan.reporting.cube.Totals;
import cn.tiyan.reporting.figure.Figure;
import cn.tiyan.reporting.figure.Figures;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What optimizations led to, within what the caller may see. */
@Component
public class Effects {

    private static final int MONTHS = 6;
    private static final List<Figure> COMPLAINTS = List.of(Figure.FOUND, Figure.FEEDBACK, Figure.BAD_RATINGS);

    private final MongoTemplate mongo;
    private final CubeReader cube;
    private final Figures figures;
    private final Organisation organisation;
    private final Gaps gaps;

    Effects(MongoTemplate mongo, CubeReader cube, Figures figures, Organisation organisation, Gaps gaps) {
        this.mongo = mongo;
        this.cube = cube;
        this.figures = figures;
        this.organisation = organisation;
        this.gaps = gaps;
    }

    /** Takes over an optimization; an older or repeated event changes nothing. */
    public void recorded(Delivery<OptimizationRecorded> delivery) {
        OptimizationRecorded event = delivery.event();
        // The unit may be dissolved by now.
        List<String> within = organisation.find(event.byUnit()).map(Unit::within)
                .orElseThrow(() -> new UnknownReference("byUnit", "没有编码为 " + event.byUnit() + " 的单位"));
        var now = new Update().set("issueId", event.issueId()).set("item", event.serviceItem().code()).set("itemName", event.serviceItem().name())
                .set("unit", event.byUnit()).set("within", within).set("day", China.day(delivery.time()).toString())
                .set("steps", Effect.Change.of(event.stepsBefore(), event.stepsAfter())).set("days", Effect.Change.of(event.daysBefore(), event.daysAfter()))
                .set("materials", Effect.Change.of(event.materialsBefore(), event.materialsAfter()))
                .set("visits", Effect.Change.of(event.visitsBefore(), event.visitsAfter()));
        Copies.takeOver(mongo, Optimization.class, event.optimizationId(), delivery.sequence(), now);
        pass(event.issueId());
    }

    /**
     * An issue is out of scope, or goes on as another one, or that was taken back: its optimizations come and go with it. An older or
     * repeated event changes nothing.
     */
    public void stands(Delivery<?> delivery, String issueId, boolean out) {
        Copies.takeOver(mongo, Standing.class, issueId, delivery.sequence(), new Update().set("out", out));
        pass(issueId);
    }

    /** Both who hears of an optimization and who hears of its issue does this after writing what was heard: whoever comes last has seen both. */
    private void pass(String issueId) {
        Standing standing;
        do {
            standing = mongo.findById(issueId, Standing.class);
            if (standing == null) {
                return;
            }
            mongo.updateMulti(Query.query(Criteria.where("issueId").is(issueId)), Update.update("out", standing.out()), Optimization.class);
        } while (!standing.equals(mongo.findById(issueId, Standing.class)));
    }

    /**
     * What the last optimization of a service item in the unit's subtree led to there.
     *
     * @throws Refusal not found, if there was none
     */
    public Effect of(Caller caller, Unit unit, String item) {
        Optimization last = mongo.findOne(Query.query(new Criteria().andOperator(
                Stream.concat(seen(caller, unit).stream(), Stream.of(Criteria.where("item").is(item))).toList())).with(Sort.by("day", "_id").descending()),
                Optimization.class);
        if (last == null) {
            throw Refusal.notFound("该单位范围内没有该事项的优化记录");
        }
        return effects(caller, unit, List.of(last), true).getFirst();
    }

    /**
     * What each optimization in the unit's subtree led to there, the newest first, by keyset.
     *
     * @throws Refusal malformed, if {@code after} is no key
     */
    public Page<Effect> list(Caller caller, Unit unit, int limit, @Nullable String after) {
        List<Criteria> all = new ArrayList<>(seen(caller, unit));
        if (after != null) {
            all.add(DayKey.parse(after).further("day"));
        }
        List<Optimization> found = mongo.find(Query.query(new Criteria().andOperator(all)).with(Sort.by("day", "_id").descending()).limit(limit + 1), Optimization.class);
        Page<Optimization> page = Page.of(found, limit, optimization -> new DayKey(optimization.day(), optimization.id()).toString());
        return new Page<>(effects(caller, unit, page.items(), false), page.next());
    }

    private static List<Criteria> seen(Caller caller, Unit unit) {
        Criteria asked = Criteria.where("within").is(unit.code()).and("out").ne(true);
        return unit.code().equals(caller.unit()) ? List.of(asked) : List.of(asked, Criteria.where("within").is(caller.unit()));
    }

    /** The months around one; all optimizations of a month have the same. */
    private record Window(List<String> before, List<String> after, List<String> notOver) {

        static Window around(YearMonth month, YearMonth now) {
            List<YearMonth> later = IntStream.rangeClosed(1, MONTHS).mapToObj(month::plusMonths).toList();
            return new Window(IntStream.rangeClosed(1, MONTHS).mapToObj(i -> month.minusMonths(MONTHS + 1L - i).toString()).toList(),
                    later.stream().filter(after -> after.isBefore(now)).map(YearMonth::toString).toList(),
                    later.stream().filter(after -> !after.isBefore(now)).map(YearMonth::toString).toList());
        }

        List<String> all() {
            return Stream.concat(before.stream(), after.stream()).toList();
        }
    }

    private List<Effect> effects(Caller caller, Unit unit, List<Optimization> optimizations, boolean byMonth) {
        if (optimizations.isEmpty()) {
            return List.of();
        }
        LocalDate today = figures.today();
        Slice slice = Slice.of(caller, unit.code(), today, today);
        Map<YearMonth, Window> windows = new HashMap<>();
        Map<YearMonth, Map<String, Totals>> others = new HashMap<>();
        Set<String> months = new LinkedHashSet<>();
        for (Optimization optimization : optimizations) {
            YearMonth month = month(optimization);
            Window window = windows.computeIfAbsent(month, _ -> Window.around(month, YearMonth.from(today)));
            months.addAll(window.all());
            others.computeIfAbsent(month, _ -> cube.ofOtherItems(slice, optimizedAround(caller, unit, month), window.all()));
        }
        Map<String, Map<String, Totals>> own = cube.ofItems(slice, optimizations.stream().map(Optimization::item).distinct().toList(), months);
        List<Effect> effects = new ArrayList<>();
        for (Optimization optimization : optimizations) {
            Window window = Objects.requireNonNull(windows.get(month(optimization)));
            effects.add(effect(unit, optimization, window, own.getOrDefault(optimization.item(), Map.of()),
                    Objects.requireNonNull(others.get(month(optimization))), byMonth));
        }
        return effects;
    }

    private static YearMonth month(Optimization optimization) {
        return YearMonth.from(LocalDate.parse(optimization.day()));
    }

    /** Codes of all items that were optimized in the unit's subtree in these thirteen months. */
    private List<String> optimizedAround(Caller caller, Unit unit, YearMonth month) {
        List<Criteria> all = new ArrayList<>(seen(caller, unit));
        all.add(Criteria.where("day").gte(month.minusMonths(MONTHS).atDay(1).toString()).lte(month.plusMonths(MONTHS).atEndOfMonth().toString()));
        return mongo.findDistinct(Query.query(new Criteria().andOperator(all)), "item", Optimization.class, String.class);
    }

    private Effect effect(Unit unit, Optimization optimization, Window window, Map<String, Totals> own, Map<String, Totals> others, boolean byMonth) {
        List<Effect.Frequency> complaints = COMPLAINTS.stream().map(figure -> Effect.Frequency.of(figure,
                sum(own, window.before(), figure.numerator()), sum(own, window.after(), figure.numerator()),
                sum(others, window.before(), figure.numerator()), sum(others, window.after(), figure.numerator()),
                window.before().size(), window.after().size())).toList();
        Effect.Rate satisfaction = Effect.Rate.of(Figure.SATISFACTION_FINAL, all(own, window.before()), all(own, window.after()),
                all(others, window.before()), all(others, window.after()));
        List<Effect.Month> months = !byMonth ? null : window.all().stream().map(month -> {
            Totals totals = own.getOrDefault(month, Totals.NONE);
            return new Effect.Month(month, window.after().contains(month), totals.of(Count.FOUND), totals.of(Count.FEEDBACK), totals.of(Count.BAD_RATINGS),
                    Effect.Rate.value(Figure.SATISFACTION_FINAL, totals));
        }).toList();
        String byUnitName = organisation.find(optimization.unit()).map(Unit::name).orElse(optimization.unit());
        Collection<Totals> counted = new ArrayList<>(own.values());
        counted.addAll(others.values());
        return new Effect(optimization.id(), optimization.issueId(), optimization.item(), optimization.itemName(), optimization.unit(), byUnitName,
                LocalDate.parse(optimization.day()), optimization.steps(), optimization.days(), optimization.materials(), optimization.visits(),
                unit.code(), unit.name(), window.before(), window.after(), window.notOver(), complaints, satisfaction, months,
                Effect.newest(counted), gaps.incompleteSince());
    }

    private static long sum(Map<String, Totals> months, List<String> wanted, Count count) {
        return wanted.stream().mapToLong(month -> months.getOrDefault(month, Totals.NONE).of(count)).sum();
    }

    private static Totals all(Map<String, Totals> months, List<String> wanted) {
        Map<Count, Long> counts = new HashMap<>();
        wanted.forEach(month -> months.getOrDefault(month, Totals.NONE).counts().forEach((count, sum) -> counts.merge(count, sum, Long::sum)));
        return new Totals(counts, Map.of(), null);
    }
}
