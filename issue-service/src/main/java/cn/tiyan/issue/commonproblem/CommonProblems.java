package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** All common problems: gathering their cases, finding them, deciding on them, and following their self-checks. */
@Component
public class CommonProblems {

    private final AggregateStore store;
    private final Cases cases;
    private final SelfChecks selfChecks;
    private final Organisation organisation;
    private final Live<CommonProblemPolicy> policy;
    private final Clock clock;

    CommonProblems(AggregateStore store, Cases cases, SelfChecks selfChecks, Organisation organisation, LiveSettings settings,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.selfChecks = selfChecks;
        this.organisation = organisation;
        this.policy = settings.bind("tiyan.issue.common-problem", CommonProblemPolicy.class);
        this.clock = clock;
    }

    /** Which common problems a list shows; null lets all pass. */
    public record Filter(@Nullable ProblemStatus status, @Nullable String item) {
    }

    /**
     * What an office wants when it confirms one.
     *
     * @param dueInWorkingDays how many working days the units have
     * @param units codes of the units that must check themselves; null for those with cases and their sister departments
     */
    public record Confirmation(String title, String measures, int dueInWorkingDays, @Nullable List<String> units) {
    }

    /**
     * Takes over what events say of issues, an issue's own in their order. Two kinds of documents change, one after the other; doing it
     * again, from the beginning or after a crash in between, leads to the same.
     *
     * @throws Refusal stale, if somebody counted one of the common problems at the same moment: to be tried again
     */
    public void take(List<Judged> issues) {
        count(cases.take(issues));
    }

    private void count(Set<String> problemIds) {
        // The problems before their cases: whoever counts later sees at least as many, and who counted too early finds the version changed.
        Map<String, CommonProblem> known = store.findAll(CommonProblem.class, problemIds).stream().collect(Collectors.toMap(CommonProblem::id, problem -> problem));
        Map<String, Long> before = new LinkedHashMap<>();
        problemIds.forEach(id -> before.put(id, 0L));
        known.forEach((id, problem) -> before.put(id, problem.tally().cases()));
        List<CommonProblem> counted = new ArrayList<>();
        cases.of(before).forEach((problemId, gathered) -> {
            CommonProblem problem = known.get(problemId);
            if (problem == null && !gathered.newest().isEmpty()) {
                counted.add(CommonProblem.of(problemId, gathered, policy.get(), clock.instant()));
            } else if (problem != null && problem.count(gathered, policy.get(), clock.instant())) {
                counted.add(problem);
            }
        });
        if (!store.storeAll(counted).isEmpty()) {
            throw Refusal.stale();
        }
    }

    /** Counts the self-checks of a common problem's round anew; the last one accepted settles it. */
    public void follow(String problemId) {
        CommonProblem problem = store.find(CommonProblem.class, problemId).orElseThrow();
        Progress now = selfChecks.progress(problemId, problem.round().orElseThrow().number());
        if (problem.progress(now, gathered(problem), policy.get(), clock.instant())) {
            store.save(problem);
        }
    }

    private Gathered gathered(CommonProblem problem) {
        return cases.of(Map.of(problem.id(), problem.tally().cases())).get(problem.id());
    }

    /** The common problem, if the caller may see it. */
    public CommonProblem get(String id, Caller caller) {
        return store.get(CommonProblem.class, id, caller);
    }

    /** What the caller may see, newest first. */
    public Page<CommonProblem> list(Filter filter, Caller caller, int limit, @Nullable String after) {
        Criteria criteria = caller.sees();
        if (filter.status() != null) {
            criteria.and("status").is(filter.status());
        }
        if (filter.item() != null) {
            criteria.and("serviceItem.code").is(filter.item());
        }
        return store.page(CommonProblem.class, criteria, limit, after);
    }

    /**
     * 认定.
     *
     * @param version the version the caller decided on
     */
    public CommonProblem confirm(String id, Caller caller, long version, Confirmation wanted) {
        return store.change(CommonProblem.class, id, caller, version, problem -> {
            problem.permit(ProblemAction.CONFIRM, caller);
            Map<String, Unit> below = organisation.below(caller.unit()).stream().filter(unit -> unit.within().size() > 1)
                    .collect(Collectors.toMap(Unit::code, unit -> unit, (one, other) -> one, LinkedHashMap::new));
            // Where a bureau and all above it but the province are dissolved, nobody is left to ask.
            Gathered gathered = gathered(problem).only(one -> one.line().stream().anyMatch(below::containsKey));
            List<Unit> units = wanted.units() == null ? concerned(gathered, below) : named(wanted.units(), below);
            problem.confirm(new Order(wanted.title(), wanted.measures(), selfChecks.inWorkingDays(wanted.dueInWorkingDays()), units),
                    gathered, caller, clock.instant());
        });
    }

    /**
     * 不予认定.
     *
     * @param version the version the caller decided on
     */
    public CommonProblem dismiss(String id, Caller caller, long version, String reason) {
        return store.change(CommonProblem.class, id, caller, version, problem -> problem.dismiss(reason, caller, clock.instant()));
    }

    /**
     * Units with cases, for one that is dissolved the next above, and departments of the same name below the office: what ails one bureau
     * may ail its sisters.
     */
    private static List<Unit> concerned(Gathered gathered, Map<String, Unit> below) {
        Set<Unit> withCases = gathered.newest().stream().map(one -> one.line().reversed().stream().map(below::get).filter(Objects::nonNull)
                .findFirst().orElseThrow()).collect(Collectors.toSet());
        Set<String> departments = withCases.stream().filter(unit -> unit.kind() == UnitKind.DEPARTMENT).map(CommonProblems::suffix)
                .collect(Collectors.toSet());
        List<Unit> concerned = below.values().stream().filter(unit -> withCases.contains(unit)
                || unit.kind() == UnitKind.DEPARTMENT && departments.contains(suffix(unit))).toList();
        if (concerned.isEmpty()) {
            throw Refusal.malformed("units", "请指定自查单位");
        }
        return concerned;
    }

    private static String suffix(Unit department) {
        return department.code().substring(department.code().indexOf('-') + 1);
    }

    private List<Unit> named(List<String> codes, Map<String, Unit> below) {
        Set<Unit> units = new LinkedHashSet<>();
        for (int i = 0; i < codes.size(); i++) {
            Unit unit = below.get(codes.get(i));
            units.add(unit == null ? organisation.require("units[" + i + "]", codes.get(i)) : unit);
        }
        return List.copyOf(units);
    }
}
