package cn.tiyan.experiencer.organisation;

import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A unit of the organisation tree: an area, a department or a development zone. Its id is its code. It is never deleted: what
 * was recorded under a dissolved unit still names it.
 */
@Document("unit")
@CompoundIndex(name = "children", def = "{'parent': 1, '_id': 1}")
public class OrganisationUnit extends Aggregate {

    private String name;
    private UnitKind kind;
    private @Nullable String parent;
    private boolean active;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected OrganisationUnit() {
    }

    /**
     * Founds a unit.
     *
     * @param parent the unit above; null for the province alone
     * @param reason why, for the history
     * @throws Refusal if such a unit has no place below the parent, or its code is not one of that place
     */
    OrganisationUnit(String code, String name, UnitKind kind, @Nullable OrganisationUnit parent, Actor by, String reason, Instant at) {
        super(code, code, parent == null ? List.of(code) : Stream.concat(parent.within().stream(), Stream.of(code)).toList(), at);
        UnitPlace.check(code, kind, parent);
        if (parent != null && !parent.active) {
            throw parentDissolved(parent);
        }
        this.name = name;
        this.kind = kind;
        this.parent = parent == null ? null : parent.id();
        this.active = true;
        changed(by, "found", reason, at);
    }

    /** Gives it another name. */
    void rename(String name, Actor by, String reason, Instant at) {
        requireActive();
        String former = this.name;
        this.name = name;
        changed(by, "rename", "原名：" + former + "；" + reason, at);
    }

    /** Ends it; whoever calls this has seen that no active unit is left below it. */
    void dissolve(Actor by, String reason, Instant at) {
        requireActive();
        active = false;
        changed(by, "dissolve", reason, at);
    }

    /**
     * Puts on record that a unit was founded below it. Being a write of this document, it makes a dissolution that has not seen
     * the new unit fail on its version.
     */
    void gains(OrganisationUnit child, Actor by, Instant at) {
        if (!active) {
            throw parentDissolved(this);
        }
        noted(by, "gain", child.id(), at);
    }

    private void changed(Actor by, String action, String reason, Instant at) {
        happened(new UnitChanged(id(), name, kind, parent, within(), active), by, action, Masking.text(reason), at);
    }

    private void requireActive() {
        if (!active) {
            throw Refusal.rule("unit-dissolved", "该单位已撤销：" + name);
        }
    }

    private static Refusal parentDissolved(OrganisationUnit parent) {
        return Refusal.rule("parent-dissolved", "parent", "上级单位已撤销：" + parent.name);
    }

    /** Full name. */
    public String name() {
        return name;
    }

    public UnitKind kind() {
        return kind;
    }

    /** Code of the unit above; null for the province. */
    public @Nullable String parent() {
        return parent;
    }

    /** False once dissolved. */
    public boolean active() {
        return active;
    }
}
