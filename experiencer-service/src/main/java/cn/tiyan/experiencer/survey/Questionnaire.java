package cn.tiyan.experiencer.survey;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** 调查问卷 (notice, section 三(二)2: 开展一次社会调查). {@link SurveyLifecycle} says what may follow what. */
@Document("questionnaire")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "asked-by-activity", def = "{'content.audience.activityId': 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "asked-by-unit", def = "{'content.audience.unit': 1, status: 1, createdAt: -1, _id: -1}")
public class Questionnaire extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "qst";
    private static final Duration LONGEST = Duration.ofDays(366);

    private Content content;
    private SurveyStatus status;
    private @Nullable Instant deadline;
    private @Nullable Integer couldAnswer;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Questionnaire() {
    }

    /** Begins as a draft. */
    Questionnaire(String id, Content content, Unit unit, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        content.check();
        this.content = content;
        this.status = SurveyLifecycle.BEGINNING;
        noted(by, "draft", content.title(), at);
    }

    /** 修改, whole. */
    void revise(Content content, Caller by, Instant at) {
        Line<SurveyStatus, SurveyAction> step = permit(SurveyAction.REVISE, by);
        content.check();
        this.content = content;
        noted(by, step.action().verb(), content.title(), at);
    }

    /**
     * 发布.
     *
     * @param deadline until when it can be answered
     * @throws Refusal {@code deadline-passed}, {@code deadline-too-far}
     */
    void publish(Instant deadline, Caller by, Instant at) {
        Line<SurveyStatus, SurveyAction> step = permit(SurveyAction.PUBLISH, by);
        if (!deadline.isAfter(at)) {
            throw Refusal.rule("deadline-passed", "deadline", "截止时间应晚于现在");
        }
        if (deadline.isAfter(at.plus(LONGEST))) {
            throw Refusal.rule("deadline-too-far", "deadline", "截止时间应在一年之内");
        }
        this.deadline = deadline.truncatedTo(ChronoUnit.MILLIS);
        status = step.to();
        wakeAt(deadline);
        noted(by, step.action().verb(), null, at);
    }

    /** 结束, by hand. */
    void close(int couldAnswer, Caller by, Instant at) {
        permit(SurveyAction.CLOSE, by);
        end(couldAnswer, by, at);
    }

    /** 结束, because the deadline has come. */
    void expire(int couldAnswer, Actor by, Instant at) {
        wakeAt(null);
        if (status == SurveyStatus.PUBLISHED) {
            end(couldAnswer, by, at);
        }
    }

    private void end(int couldAnswer, Actor by, Instant at) {
        this.couldAnswer = couldAnswer;
        status = SurveyStatus.CLOSED;
        wakeAt(null);
        noted(by, SurveyAction.CLOSE.verb(), null, at);
    }

    /** The line for this action, if the caller may take it and it is possible now. */
    Line<SurveyStatus, SurveyAction> permit(SurveyAction action, Caller by) {
        return SurveyLifecycle.TABLE.permit(status, action, by);
    }

    /** What the caller can do with it now. */
    public List<SurveyAction> actions(Caller caller) {
        return SurveyLifecycle.TABLE.from(status).stream().filter(action -> caller.is(action.roles().toArray(Role[]::new))).toList();
    }

    /** Whether it can be answered. */
    boolean isOpen(Instant now) {
        return status == SurveyStatus.PUBLISHED && deadline != null && now.isBefore(deadline);
    }

    public Content content() {
        return content;
    }

    public SurveyStatus status() {
        return status;
    }

    /** Until when it can be answered; null while it is a draft. */
    public @Nullable Instant deadline() {
        return deadline;
    }

    /** How many could have answered, counted when it was closed; null until then. */
    @Nullable Integer couldAnswer() {
        return couldAnswer;
    }
}
