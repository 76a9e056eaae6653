package cn.tiyan.issue.practice;

import cn.tiyan.contracts.practice.PracticeAdopted;
import cn.tiyan.contracts.practice.PracticeEffectReported;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** 采用: one unit took a practice over, and later says what came of it. Seen along the lines of that unit and of the practice's. */
@Document("practice_adoption")
@CompoundIndex(name = "list", def = "{within: 1, practiceId: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "count", def = "{practiceId: 1}")
public class Adoption extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "adp";

    private String practiceId;
    private String adoptedBy;
    private @Nullable String note;
    private @Nullable String effect;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Adoption() {
    }

    private Adoption(Practice practice, Unit home, @Nullable String note, Caller by, Instant at) {
        super(idFor(practice.id(), home.code()), home.code(), Stream.concat(home.within().stream(), practice.line().stream())
                .distinct().toList(), at);
        practiceId = practice.id();
        adoptedBy = by.account();
        this.note = Masking.textIfAny(note);
        happened(new PracticeAdopted(id(), practiceId, home.code()), by, PracticeAction.ADOPT.verb(), this.note, at);
    }

    /** The identifier of the one adoption of this practice by this unit. */
    public static String idFor(String practiceId, String unit) {
        return Ids.derived(PREFIX, practiceId + "\n" + unit);
    }

    /**
     * 采用.
     *
     * @throws Refusal {@code own-practice}, {@code not-promoted-to-unit}
     */
    static Adoption of(Practice practice, Unit home, @Nullable String note, Caller by, Instant at) {
        practice.permit(PracticeAction.ADOPT, by, home.within());
        return new Adoption(practice, home, note, by, at);
    }

    /**
     * 成效反馈: what came of it; a later word replaces an earlier one.
     *
     * @throws Refusal {@code not-the-unit-itself}
     */
    public void report(String effect, Caller by, Instant at) {
        by.require(Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK);
        if (!by.unit().equals(unit())) {
            throw Refusal.rule("not-the-unit-itself", "只有采用单位自己可以反馈成效");
        }
        this.effect = Masking.text(effect);
        happened(new PracticeEffectReported(id(), practiceId, unit(), this.effect), by, "report-effect", this.effect, at);
    }

    /** Whether this caller may say what came of it. */
    public boolean reportableBy(Caller by) {
        return by.is(Role.DEPARTMENT_CLERK, Role.OFFICE_CLERK) && by.unit().equals(unit());
    }

    public String practiceId() {
        return practiceId;
    }

    /** Account that took it over. */
    public String adoptedBy() {
        return adoptedBy;
    }

    public @Nullable String note() {
        return note;
    }

    /** What came of it. */
    public @Nullable String effect() {
        return effect;
    }
}
