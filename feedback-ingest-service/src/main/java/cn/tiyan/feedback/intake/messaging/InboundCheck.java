package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.Written;
import cn.tiyan.feedback.intake.WrittenIntake;
import cn.tiyan.feedback.sender.PushLimits;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.platform.refusal.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whose a message is, and whether it may be taken in. */
@Component
class InboundCheck implements WrittenIntake {

    private final SignatureCheck signatures;
    private final Intake intake;
    private final PushLimits limits;

    InboundCheck(SignatureCheck signatures, Intake intake, PushLimits limits) {
        this.signatures = signatures;
        this.intake = intake;
        this.limits = limits;
    }

    /** A push that can be handed on. */
    record Checked(Sender sender, PushKind kind, byte[] push) {
    }

    /** @throws Refusal unauthenticated, forbidden, malformed or too large */
    Checked check(Written message) {
        Inbound inbound = Inbound.of(message);
        Sender sender = signatures.verifyLogged(inbound.request(), message.loggedAt());
        sender.requireChannel(inbound.kind().source());
        byte[] push = inbound.push(message);
        if (push.length > limits.item().toBytes()) {
            throw Refusal.tooLarge("一条推送不能超过 " + limits.item().toKilobytes() + " KB");
        }
        return new Checked(sender, inbound.kind(), push);
    }

    @Override
    public Intake.Receipt take(Written message) {
        Checked checked = check(message);
        return switch (intake.take(checked.sender(), checked.kind(), List.of(checked.push())).getFirst()) {
            case Intake.Receipt receipt -> receipt;
            case Intake.Refused refused -> throw refused.why();
        };
    }
}
