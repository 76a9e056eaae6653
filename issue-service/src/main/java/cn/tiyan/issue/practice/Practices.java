package cn.tiyan.issue.practice;

import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.issue.commonproblem.CommonProblems;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The library: submitting practices, finding them, taking one a step further, and adopting them. Each command is one write. */
@Component
public class Practices {

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Issues issues;
    private final CommonProblems problems;
    private final Clock clock;

    Practices(AggregateStore store, MongoTemplate mongo, Organisation organisation, Issues issues, CommonProblems problems, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.issues = issues;
        this.problems = problems;
        this.clock = clock;
    }

    /** One verb of {@link Practice}. */
    @FunctionalInterface
    public interface Command {

        void on(Practice practice, Caller by, Instant at);
    }

    /**
     * What came of handing something in.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record Handed<T>(T record, boolean fresh) {
    }

    /**
     * Which practices a list shows; null lets all pass.
     *
     * @param item code of the service item
     */
    public record Filter(@Nullable PracticeStatus status, @Nullable String item, @Nullable ActivityTheme theme) {
    }

    /**
     * 报送, by a clerk of the unit whose practice it is.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same record
     * @throws Refusal {@code no-office-above}, {@code idempotency-key-reused}
     * @throws UnknownReference if it names an issue or a common problem that there is not, or not for this caller
     */
    public Handed<Practice> submit(String id, Content content, Caller caller) {
        caller.require(Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK);
        Optional<Handed<Practice>> before = submittedBefore(id, content);
        if (before.isPresent()) {
            return before.get();
        }
        requireSources(content, caller);
        Practice practice = Practice.submit(id, content, organisation.require("unit", caller.unit()), caller, clock.instant());
        try {
            return new Handed<>(store.insert(practice), true);
        } catch (DuplicateKeyException e) {
            return submittedBefore(id, content).orElseThrow(() -> e);
        }
    }

    private Optional<Handed<Practice>> submittedBefore(String id, Content content) {
        return store.find(Practice.class, id).map(existing -> {
            if (!existing.beganWith(content)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份内容不同的做法，请更换后重新提交");
            }
            return new Handed<>(existing, false);
        });
    }

    /**
     * 重新报送.
     *
     * @param version the version the caller decided on
     */
    public Practice resubmit(String id, Caller caller, long version, Content content) {
        requireSources(content, caller);
        return command(id, caller, version, (practice, by, at) -> practice.resubmit(content, by, at));
    }

    private void requireSources(Content content, Caller caller) {
        for (int i = 0; i < content.issueIds().size(); i++) {
            String issueId = content.issueIds().get(i);
            known("issueIds[" + i + "]", issueId, () -> issues.get(issueId, caller));
        }
        String problemId = content.commonProblemId();
        if (problemId != null) {
            known("commonProblemId", problemId, () -> problems.get(problemId, caller));
        }
    }

    private static void known(String field, String id, Runnable look) {
        try {
            look.run();
        } catch (Refusal refusal) {
            throw refusal.kind() == Refusal.Kind.NOT_FOUND ? new UnknownReference(field, "未找到 " + id) : refusal;
        }
    }

    /** The practice, if the caller may see it. */
    public Practice get(String id, Caller caller) {
        Practice found = mongo.findOne(Query.query(sees(caller).and("_id").is(id)), Practice.class);
        if (found == null) {
            throw Refusal.notFound("未找到该记录：" + id);
        }
        return found;
    }

    /** What the caller may see, newest first. */
    public Page<Practice> list(Filter filter, Caller caller, int limit, @Nullable String after) {
        Criteria criteria = sees(caller);
        if (filter.status() != null) {
            criteria.and("status").is(filter.status());
        }
        if (filter.item() != null) {
            criteria.and("content.serviceItem.code").is(filter.item());
        }
        if (filter.theme() != null) {
            criteria.and("content.theme").is(filter.theme());
        }
        return store.page(Practice.class, criteria, limit, after);
    }

    /** What any caller sees, and what is recommended to a unit on the caller's line. */
    private Criteria sees(Caller caller) {
        List<String> home = home(caller);
        return new Criteria().orOperator(home.isEmpty() ? List.of(caller.sees())
                : List.of(caller.sees(), Criteria.where("promotedTo").in(home)));
    }

    /** Codes from the province down to the caller's unit; none for the public. */
    public List<String> home(Caller caller) {
        boolean official = caller.roles().stream().anyMatch(role -> role != Role.EXPERIENCER);
        return official ? organisation.find(caller.unit()).map(Unit::within).orElse(List.of(caller.unit())) : List.of();
    }

    /**
     * Takes a practice a step further.
     *
     * @param version the version the caller decided on
     */
    public Practice command(String id, Caller caller, long version, Command command) {
        return store.change(Practice.class, id, caller, version, practice -> command.on(practice, caller, clock.instant()));
    }

    /**
     * 推广.
     *
     * @param version the version the caller decided on
     * @param to codes of units; null for the whole subtree of the caller's office
     */
    public Practice promote(String id, Caller caller, long version, @Nullable List<String> to, @Nullable String note) {
        return command(id, caller, version, (practice, by, at) -> {
            practice.permit(PracticeAction.PROMOTE, by, List.of());
            List<Unit> units = new ArrayList<>();
            if (to == null) {
                units.add(organisation.require("unit", by.unit()));
            } else {
                to.stream().distinct().forEach(code -> units.add(organisation.require("units[" + to.indexOf(code) + "]", code)));
            }
            practice.promote(units, note, by, at);
        });
    }

    /**
     * 采用, by a clerk of a unit it is recommended to. A unit that has adopted it already changes nothing by doing it again.
     *
     * @throws Refusal {@code own-practice}, {@code not-promoted-to-unit}
     */
    public Handed<Adoption> adopt(String id, Caller caller, @Nullable String note) {
        Practice practice = get(id, caller);
        Adoption adoption = Adoption.of(practice, organisation.require("unit", caller.unit()), note, caller, clock.instant());
        boolean fresh = store.insertOnce(adoption);
        return new Handed<>(fresh ? adoption : store.find(Adoption.class, adoption.id()).orElseThrow(), fresh);
    }

    /** Who adopted it, as far as the caller may see, newest first. */
    public Page<Adoption> adoptions(String id, Caller caller, int limit, @Nullable String after) {
        get(id, caller);
        return store.page(Adoption.class, caller.sees().and("practiceId").is(id), limit, after);
    }

    /**
     * 成效反馈.
     *
     * @param version the version of the adoption that the caller decided on
     */
    public Adoption report(String id, String adoptionId, Caller caller, long version, String effect) {
        return store.change(Adoption.class, adoptionId, caller, version, adoption -> {
            if (!adoption.practiceId().equals(id)) {
                throw Refusal.notFound("未找到该记录：" + adoptionId);
            }
            adoption.report(effect, caller, clock.instant());
        });
    }

    /** How many units adopted each of these practices; those that nobody adopted are left out. */
    public Map<String, Integer> adoptions(Collection<Practice> practices) {
        Map<String, Integer> counts = new HashMap<>();
        mongo.aggregate(Aggregation.newAggregation(
                        Aggregation.match(Criteria.where("practiceId").in(practices.stream().map(Practice::id).toList())),
                        Aggregation.group("practiceId").count().as("count")), Adoption.class, Document.class)
                .forEach(count -> counts.put(count.getString("_id"), count.getInteger("count")));
        return counts;
    }
}
