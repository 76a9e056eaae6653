package cn.tiyan.feedback.feedback;

import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.feedback.rules.Decision;
import cn.tiyan.feedback.rules.RuleBook;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows what a push would become, and keeps nothing of it: how a sender, or an operator, tries out a mapping profile. */
@Service
public class DryRun {

    private final PushReader reader;
    private final RuleBook rules;
    private final Senders senders;
    private final Organisation organisation;

    DryRun(PushReader reader, RuleBook rules, Senders senders, Organisation organisation) {
        this.reader = reader;
        this.rules = rules;
        this.senders = senders;
        this.organisation = organisation;
    }

    /**
     * What a push would become.
     *
     * @param sender id of the pushing system
     * @param profile the mapping profile that was used; null for none
     * @param kind what it is
     * @param key the sender's own key; null if it is refused
     * @param facts in our words, free text masked
     * @param personal in our words, masked
     * @param onlyKept what nothing is made of; it is kept with the body
     * @param unit the unit it names, as far as it is known
     * @param issue the issue it calls for; null if it calls for none or is refused
     * @param refusal why it would not be taken; null if it would
     */
    public record Result(String sender, @Nullable String profile, PushKind kind, @Nullable String key, Map<String, Object> facts,
            Map<String, Personal> personal, List<String> onlyKept, @Nullable NamedUnit unit, @Nullable Decision issue, @Nullable Refusal refusal) {
    }

    /**
     * The unit a push names.
     *
     * @param name null if there is no such active unit here: the push would wait for it, then be parked
     */
    public record NamedUnit(String code, @Nullable String name) {
    }

    /** @throws Refusal forbidden, not found, or malformed if it is no JSON object at all */
    public Result tryOut(String sender, PushKind kind, byte[] body, Caller caller) {
        caller.require(Role.OPERATOR);
        return tryOut(senders.find(sender).filter(found -> organisation.find(found.unit()).filter(unit -> unit.isWithin(caller.unit())).isPresent())
                .orElseThrow(() -> Refusal.notFound("没有编号为 " + sender + " 的推送方，或它不在您可以查看的范围内")), kind, body);
    }

    /** @throws Refusal forbidden, or malformed if it is no JSON object at all */
    public Result tryOut(Sender sender, PushKind kind, byte[] body) {
        sender.requireChannel(kind.source());
        PushReader.Examined read = reader.examine(sender, kind, body);
        var push = read.push();
        if (push == null) {
            return new Result(sender.id(), sender.profile(), kind, null, read.facts(), read.personal(), read.onlyKept(), null, null, read.refusal());
        }
        String code = push.unit().orElse(null);
        Unit unit = code == null ? null : organisation.find(code).filter(Unit::active).orElse(null);
        Refusal outside = unit != null && !unit.isWithin(sender.unit()) ? Intake.outside(String.valueOf(kind.unitField()), unit.code()) : null;
        return new Result(sender.id(), sender.profile(), kind, push.key(), read.facts(), read.personal(), read.onlyKept(),
                code == null ? null : new NamedUnit(code, unit == null ? null : unit.name()), Folding.decide(rules, push).orElse(null), outside);
    }
}
