package cn.tiyan.experiencer.contribution;

import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** 表扬 or 证书: an office thanks an experiencer, for a reason the experiencer reads. */
@Document("commendation")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-experiencer", def = "{within: 1, experiencerId: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-own", def = "{owner: 1, createdAt: -1, _id: -1}")
public class Commendation extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "cmd";

    private String experiencerId;
    private CommendationKind kind;
    private String title;
    private String reason;
    private String givenOn;
    private String byUnit;
    private @Nullable String revoked;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Commendation() {
    }

    private Commendation(String id, Experiencer experiencer, CommendationKind kind, String title, String reason, LocalDate on, Caller by, Instant at) {
        super(id, experiencer.unit(), experiencer.within(), at);
        ownedBy(experiencer.owner());
        this.experiencerId = experiencer.id();
        this.kind = kind;
        this.title = Masking.text(title);
        this.reason = Masking.text(reason);
        this.givenOn = on.toString();
        this.byUnit = by.unit();
        noted(by, "commend", this.title, at);
    }

    /**
     * Thanks an experiencer.
     *
     * @throws Refusal {@code self-commendation}, {@code never-appointed}, {@code commended-in-the-future}
     */
    static Commendation of(String id, Experiencer experiencer, CommendationKind kind, String title, String reason, LocalDate on, Caller by, Instant at) {
        if (by.account().equals(experiencer.owner())) {
            throw Refusal.rule("self-commendation", "不能表扬本人");
        }
        if (experiencer.term() == null) {
            throw Refusal.rule("never-appointed", "experiencerId", "该人员没有被聘任过，不能表扬");
        }
        if (on.isAfter(China.day(at))) {
            throw Refusal.rule("commended-in-the-future", "on", "表扬日期不能晚于今天");
        }
        return new Commendation(id, experiencer, kind, title, reason, on, by, at);
    }

    /** @throws Refusal {@code revoked-already} */
    void revoke(String why, Caller by, Instant at) {
        if (revoked != null) {
            throw Refusal.rule("revoked-already", "该表扬已经撤销");
        }
        revoked = Masking.text(why);
        noted(by, "revoke", revoked, at);
    }

    boolean isOf(String experiencerId, CommendationKind kind, String title) {
        return this.experiencerId.equals(experiencerId) && this.kind == kind && this.title.equals(Masking.text(title));
    }

    public String experiencerId() {
        return experiencerId;
    }

    public CommendationKind kind() {
        return kind;
    }

    /** One line, such as the name of the certificate. */
    public String title() {
        return title;
    }

    /** What for. */
    public String reason() {
        return reason;
    }

    /** The day. */
    public LocalDate on() {
        return LocalDate.parse(givenOn);
    }

    /** Code of the office. */
    public String byUnit() {
        return byUnit;
    }

    /** Why it was revoked; null unless it was. */
    public @Nullable String revoked() {
        return revoked;
    }
}
