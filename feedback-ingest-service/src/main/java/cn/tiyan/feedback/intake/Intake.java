package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;

/** Takes a push in: whose it is, whether they may, whether it can be read; and it is kept before it is acknowledged. */
@Service
public class Intake {

    private final SignatureCheck signatures;
    private final PushReader reader;
    private final Organisation organisation;
    private final Arrivals arrivals;
    private final Receipts receipts;
    private final Clock clock;

    Intake(SignatureCheck signatures, PushReader reader, Organisation organisation, Arrivals arrivals, Receipts receipts, Clock clock) {
        this.signatures = signatures;
        this.reader = reader;
        this.organisation = organisation;
        this.arrivals = arrivals;
        this.receipts = receipts;
        this.clock = clock;
    }

    /**
     * That a push is kept.
     *
     * @param receiptId to ask what became of it
     * @param key the sender's own key of what it pushed
     * @param acceptedAt when
     */
    public record Receipt(String receiptId, String key, Instant acceptedAt) {
    }

    /** @throws Refusal unauthenticated, forbidden, malformed, a broken rule, or unavailable: then nothing is kept */
    public Receipt accept(PushKind kind, SignedRequest request) {
        Sender sender = signatures.verify(request);
        sender.requireChannel(kind.source());
        Push push = reader.read(kind, request.body());
        push.unit().flatMap(organisation::find).ifPresent(unit -> {
            // A unit that is not known here yet may still be on its way; whoever folds the arrival waits for it and asks again.
            if (!unit.isWithin(sender.unit())) {
                throw outside(kind, unit.code());
            }
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var arrival = new Arrival(receipts.next(), sender.id(), kind, push.matter(), now, request.body());
        arrivals.keep(arrival);
        return new Receipt(arrival.receipt(), push.key(), now);
    }

    /** The refusal of a push about a unit that is not the sender's to speak for. */
    public static Refusal outside(PushKind kind, String unit) {
        return Refusal.rule("unit-outside-sender", String.valueOf(kind.unitField()), "单位 " + unit + " 不在该推送方的区域内");
    }
}
