package cn.tiyan.experiencer.survey;

import cn.tiyan.experiencer.activity.Activities;
import cn.tiyan.experiencer.activity.Activity;
import cn.tiyan.experiencer.activity.Participations;
import cn.tiyan.experiencer.experiencer.Member;
import cn.tiyan.experiencer.experiencer.Muster;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All questionnaires: writing and publishing them, answering them, and counting what was answered. */
@Component
public class Surveys {

    private static final Actor ITSELF = Actor.service("experiencer-service");
    private static final String OF = "questionnaireId";

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Muster muster;
    private final Activities activities;
    private final Participations participations;
    private final PersonalCipher cipher;
    private final Clock clock;

    Surveys(AggregateStore store, MongoTemplate mongo, Organisation organisation, Muster muster, Activities activities, Participations participations,
            PersonalCipher cipher, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.muster = muster;
        this.activities = activities;
        this.participations = participations;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * What came of asking for something that is there once.
     *
     * @param fresh false if the same had been asked for before; then nothing was added
     */
    public record Asked<T>(T record, boolean fresh) {
    }

    /**
     * How many answered.
     *
     * @param couldAnswer of how many who could
     */
    public record Turnout(int answered, int couldAnswer) {
    }

    /**
     * A questionnaire as it is put to somebody.
     *
     * @param answered whether that person has answered it
     */
    public record Form(Questionnaire questionnaire, boolean answered) {
    }

    // ---- the side of those who ask ----

    /**
     * 起草, by a clerk of the unit that asks.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same questionnaire
     * @throws Refusal {@code idempotency-key-reused}, {@code unit-not-below}, {@code not-the-organiser}; malformed, by question
     */
    public Asked<Questionnaire> draft(String id, Content content, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        Optional<Asked<Questionnaire>> before = draftedBefore(id, content);
        if (before.isPresent()) {
            return before.get();
        }
        check(content.audience(), caller);
        var questionnaire = new Questionnaire(id, content, organisation.require("unit", caller.unit()), caller, clock.instant());
        try {
            return new Asked<>(store.insert(questionnaire), true);
        } catch (DuplicateKeyException e) {
            return draftedBefore(id, content).orElseThrow(() -> e);
        }
    }

    private Optional<Asked<Questionnaire>> draftedBefore(String id, Content content) {
        return store.find(Questionnaire.class, id).map(existing -> {
            if (!existing.content().equals(content)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份问卷，请更换后重新提交");
            }
            return new Asked<>(existing, false);
        });
    }

    private void check(Audience audience, Caller caller) {
        String unit = audience.unit();
        if (unit != null && !organisation.require("audience.unit", unit).isWithin(caller.unit())) {
            throw Refusal.rule("unit-not-below", "audience.unit", "只能向本单位及其下级单位的体验员发放问卷");
        }
        String activityId = audience.activityId();
        if (activityId != null && !activity(activityId, caller).isOrganisedBy(caller)) {
            throw Refusal.rule("not-the-organiser", "audience.activityId", "只能向本单位或下级单位组织的活动的参加者发放问卷");
        }
    }

    private Activity activity(String id, Caller caller) {
        try {
            return activities.get(id, caller);
        } catch (Refusal refusal) {
            throw refusal.kind() == Refusal.Kind.NOT_FOUND ? new UnknownReference("audience.activityId", "未找到 " + id) : refusal;
        }
    }

    /** 修改, whole. */
    public Questionnaire revise(String id, Content content, Caller caller, long version) {
        return store.change(Questionnaire.class, id, caller, version, questionnaire -> {
            questionnaire.permit(SurveyAction.REVISE, caller);
            check(content.audience(), caller);
            questionnaire.revise(content, caller, clock.instant());
        });
    }

    /** 发布. */
    public Questionnaire publish(String id, Instant deadline, Caller caller, long version) {
        return store.change(Questionnaire.class, id, caller, version, questionnaire -> questionnaire.publish(deadline, caller, clock.instant()));
    }

    /** 结束. */
    public Questionnaire close(String id, Caller caller, long version) {
        return store.change(Questionnaire.class, id, caller, version, questionnaire -> {
            questionnaire.permit(SurveyAction.CLOSE, caller);
            questionnaire.close(couldAnswer(questionnaire), caller, clock.instant());
        });
    }

    /** 结束, because the deadline has come. */
    void expire(Questionnaire questionnaire, Instant now) {
        questionnaire.expire(couldAnswer(questionnaire), ITSELF, now);
    }

    /** The questionnaire, if the caller may see it as one who asks. */
    public Questionnaire get(String id, Caller caller) {
        caller.requireOfficial();
        return store.get(Questionnaire.class, id, caller);
    }

    /** What the caller may see as one who asks, newest first. */
    public Page<Questionnaire> list(@Nullable SurveyStatus status, Caller caller, int limit, @Nullable String after) {
        caller.requireOfficial();
        Criteria criteria = caller.sees();
        if (status != null) {
            criteria.and("status").is(status);
        }
        return store.page(Questionnaire.class, criteria, limit, after);
    }

    /** How many answered. */
    public Turnout turnout(Questionnaire questionnaire) {
        int answered = Math.toIntExact(mongo.count(Query.query(Criteria.where(OF).is(questionnaire.id())).withHint("of-questionnaire"), AnswerSheet.class));
        Integer counted = questionnaire.couldAnswer();
        // Who has answered and serves no longer could have.
        return new Turnout(answered, Math.max(answered, counted == null ? couldAnswer(questionnaire) : counted));
    }

    private int couldAnswer(Questionnaire questionnaire) {
        Audience audience = questionnaire.content().audience();
        if (audience.activityId() != null) {
            return participations.accepted(audience.activityId());
        }
        return audience.unit() == null ? 0 : muster.count(audience.selection(audience.unit()), today(), clock.instant());
    }

    /**
     * What came of it. Not while it is open: two looks, one before and one after a single answer, would show that answer.
     *
     * @throws Refusal {@code still-open}, {@code too-few}
     */
    public Results results(String id, Caller caller) {
        Questionnaire questionnaire = counted(id, caller);
        List<Count> counts = questionnaire.content().questions().stream().map(Count::new).toList();
        try (Stream<AnswerSheet> sheets = sheets(id)) {
            sheets.forEach(sheet -> counts.forEach(count -> count.add(sheet)));
        }
        Turnout turnout = turnout(questionnaire);
        return new Results(turnout.answered(), turnout.couldAnswer(), counts.stream().map(Count::result).toList());
    }

    private Questionnaire counted(String id, Caller caller) {
        Questionnaire questionnaire = get(id, caller);
        if (questionnaire.status() != SurveyStatus.CLOSED) {
            throw Refusal.rule("still-open", "问卷结束后才能查看结果，以免推知个人的回答");
        }
        if (turnout(questionnaire).answered() < Results.FEWEST) {
            throw Refusal.rule("too-few", "回收不足 " + Results.FEWEST + " 份，为保护答卷人不显示结果");
        }
        return questionnaire;
    }

    /** All texts given to one question, masked, in no order that tells anything; to be closed. */
    public Stream<String> texts(String id, Results.OfQuestion question, Caller caller) {
        counted(id, caller);
        return question.withheld() ? Stream.of() : sheets(id).flatMap(sheet -> Stream.ofNullable(sheet.answers().get(question.key())).map(Object::toString));
    }

    private Stream<AnswerSheet> sheets(String id) {
        return mongo.stream(Query.query(Criteria.where(OF).is(id)).with(Sort.by("_id")).withHint("of-questionnaire"), AnswerSheet.class);
    }

    // ---- the side of those who are asked ----

    /** What the caller is asked and can still answer, newest first. */
    public Page<Questionnaire> mine(Caller caller, int limit, @Nullable String after) {
        caller.require(Role.EXPERIENCER);
        return store.page(Questionnaire.class,
                new Criteria().andOperator(Criteria.where("status").is(SurveyStatus.PUBLISHED).and("deadline").gt(clock.instant()), asks(caller)), limit, after);
    }

    /** The questionnaire as it is put to the caller. */
    public Form form(String id, Caller caller) {
        Questionnaire questionnaire = asked(id, caller);
        return new Form(questionnaire, answered(marks(id, caller)) != null);
    }

    /**
     * 答卷: once by each person; answering again replaces the first answer.
     *
     * @param answers by the key of the question
     * @throws Refusal not found, for whoever is not asked; {@code survey-closed}; malformed, by question
     */
    public void answer(String id, Map<String, @Nullable Object> answers, Caller caller) {
        Questionnaire questionnaire = asked(id, caller);
        List<String> marks = marks(id, caller);
        String before = answered(marks);
        var sheet = new AnswerSheet(before == null ? marks.getFirst() : before, id, questionnaire.content().read(answers));
        try {
            mongo.save(sheet);
        } catch (DuplicateKeyException e) {
            // The same person twice in this moment: the other one's is there now, and is replaced.
            mongo.save(sheet);
        }
    }

    private Questionnaire asked(String id, Caller caller) {
        caller.require(Role.EXPERIENCER);
        Criteria wanted = Criteria.where("_id").is(id).and("status").in(SurveyStatus.PUBLISHED, SurveyStatus.CLOSED);
        Questionnaire questionnaire = mongo.findOne(Query.query(new Criteria().andOperator(wanted, asks(caller))), Questionnaire.class);
        if (questionnaire == null) {
            throw Refusal.notFound("未找到该记录：" + id);
        }
        if (!questionnaire.isOpen(clock.instant())) {
            throw Refusal.rule("survey-closed", "问卷已结束");
        }
        return questionnaire;
    }

    /** Those that ask the caller. */
    private Criteria asks(Caller caller) {
        List<Criteria> any = new ArrayList<>();
        any.add(Criteria.where("content.audience.activityId").in(participations.acceptedBy(caller)));
        for (Member me : muster.serving(caller, today())) {
            any.add(Criteria.where("content.audience.unit").in(me.within()).and("content.audience.categories").is(me.category())
                    .and("content.audience.ageBands").is(me.ageBand())
                    .orOperator(Criteria.where("content.audience.fields").exists(false), Criteria.where("content.audience.fields").is(me.field())));
        }
        return new Criteria().orOperator(any);
    }

    /** What stands for the caller's person, one for each of their records: as a rule there is one. */
    private List<String> marks(String id, Caller caller) {
        return muster.of(caller).stream().sorted().map(experiencer -> cipher.mark("survey-answer", id + "\n" + experiencer)).toList();
    }

    /** The one of these under which there is an answer. */
    private @Nullable String answered(List<String> marks) {
        AnswerSheet sheet = mongo.findOne(Query.query(Criteria.where("_id").in(marks)), AnswerSheet.class);
        return sheet == null ? null : sheet.id();
    }

    private LocalDate today() {
        return China.day(clock.instant());
    }
}
