package cn.tiyan.experiencer.activity;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.Member;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One experiencer's invitation to one activity, and what came of it. Its id is derived from both, so that there is one however
 * often it is made. The organising unit's line sees it and nobody else but the experiencer: not the experiencer's own unit.
 *
 * <p>Nobody hands out seats: of those who accepted, as many as the activity has seats are seated, in the order in which they
 * accepted, then by id. A seat given up is thereby the next one's at once.
 */
@Document("participation")
@CompoundIndex(name = "list", def = "{activityId: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-answer", def = "{activityId: 1, answer: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "seats", def = "{activityId: 1, answer: 1, acceptedAt: 1, _id: 1}")
@CompoundIndex(name = "rounds", def = "{activityId: 1, round: 1, experiencerId: 1}")
@CompoundIndex(name = "mine", def = "{experiencerId: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "mine-by-answer", def = "{experiencerId: 1, answer: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "one-per-code", def = "{activityId: 1, codeMark: 1}", unique = true)
public class Participation extends Aggregate {

    private static final String PREFIX = "ptc";

    private String activityId;
    private String experiencerId;
    private String experiencerUnit;
    private ExperiencerCategory category;
    private int round;
    private Instant endsAt;
    private int codeSalt;
    private String codeMark;
    private Answer answer;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant checkedInAt;
    private @Nullable Attendance attendance;
    private @Nullable String deed;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Participation() {
    }

    /** @param salt 0, or one more each time another invitation to the same activity happened to have the code */
    Participation(Activity activity, Round round, Member experiencer, int salt, CheckInCodes codes, Actor by, Instant at) {
        super(idFor(activity.id(), experiencer.id()), activity.unit(), activity.line(), at);
        this.activityId = activity.id();
        this.experiencerId = experiencer.id();
        this.experiencerUnit = experiencer.unit();
        this.category = experiencer.category();
        this.round = round.number();
        this.endsAt = activity.plan().endsAt();
        this.codeSalt = salt;
        this.codeMark = codes.mark(activityId, codes.code(activityId, experiencerId, salt));
        this.answer = Answer.NONE;
        noted(by, "invite", null, at);
    }

    /** The one id of this experiencer's invitation to this activity. */
    static String idFor(String activityId, String experiencerId) {
        return Ids.derived(PREFIX, activityId + "\n" + experiencerId);
    }

    /**
     * 接受. Having accepted already changes nothing, the place in the order least of all.
     *
     * @return false if nothing changed
     * @throws Refusal {@code sign-up-over}
     */
    boolean accept(Activity activity, Actor by, Instant at) {
        if (answer == Answer.ACCEPTED) {
            return false;
        }
        if (!activity.takesSignUps(at)) {
            throw Refusal.rule("sign-up-over", "报名已截止或活动已结束");
        }
        answer = Answer.ACCEPTED;
        acceptedAt = at.truncatedTo(ChronoUnit.MILLIS);
        noted(by, "accept", null, at);
        return true;
    }

    /**
     * 婉拒, also by somebody who had accepted.
     *
     * @return false if nothing changed
     * @throws Refusal {@code already-there}, {@code already-over}
     */
    boolean decline(Activity activity, Actor by, Instant at) {
        if (answer == Answer.DECLINED) {
            return false;
        }
        if (attendance == Attendance.CAME) {
            throw Refusal.rule("already-there", "已签到，不能再婉拒");
        }
        if (activity.status() != ActivityStatus.INVITING || activity.isOver(at)) {
            throw Refusal.rule("already-over", "活动已结束或已取消");
        }
        answer = Answer.DECLINED;
        acceptedAt = null;
        noted(by, "decline", null, at);
        return true;
    }

    /**
     * 签到, by the code that only its holder has.
     *
     * @param waiting whether others have the seats
     * @throws Refusal {@code code-used}, {@code still-waiting}
     */
    void checkIn(boolean waiting, Actor by, Instant at) {
        if (checkedInAt != null) {
            throw Refusal.rule("code-used", "code", "该签到码已使用");
        }
        if (waiting) {
            throw Refusal.rule("still-waiting", "code", "该体验员仍在候补，没有名额");
        }
        checkedInAt = at.truncatedTo(ChronoUnit.MILLIS);
        attendance = Attendance.CAME;
        noted(by, "check-in", null, at);
    }

    /**
     * 记录到场情况, where nobody checked in: each alone, or by hand.
     *
     * @param deed what was done, in one line
     * @throws Refusal {@code already-there}, for whoever checked in and is said to be absent; {@code absent-did-nothing}
     */
    void attend(boolean came, @Nullable String deed, Actor by, Instant at) {
        if (!came && checkedInAt != null) {
            throw Refusal.rule("already-there", "came", "该体验员已凭签到码签到");
        }
        if (!came && deed != null) {
            throw Refusal.rule("absent-did-nothing", "deed", "未到场的不能记录做了什么");
        }
        attendance = came ? Attendance.CAME : Attendance.ABSENT;
        this.deed = Masking.textIfAny(deed);
        noted(by, came ? "came" : "absent", this.deed, at);
    }

    public String activityId() {
        return activityId;
    }

    public String experiencerId() {
        return experiencerId;
    }

    /** Code of the unit whose experiencer it is. */
    public String experiencerUnit() {
        return experiencerUnit;
    }

    public ExperiencerCategory category() {
        return category;
    }

    /** Number of the round that invited. */
    public int round() {
        return round;
    }

    int codeSalt() {
        return codeSalt;
    }

    public Answer answer() {
        return answer;
    }

    /** When it was accepted; null unless it is. */
    public @Nullable Instant acceptedAt() {
        return acceptedAt;
    }

    /** When the code was used, if it was. */
    public @Nullable Instant checkedInAt() {
        return checkedInAt;
    }

    /** What is on record of who came; null while nothing is. */
    public @Nullable Attendance attendance() {
        return attendance;
    }

    /** What was done, in one line, if it is on record. */
    public @Nullable String deed() {
        return deed;
    }
}
