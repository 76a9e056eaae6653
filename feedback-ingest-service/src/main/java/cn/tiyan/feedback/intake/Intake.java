package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.sender.Quotas;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.trace.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;

/** Takes pushes in: whose they are, whether they may, whether they can be read; and they are kept before they are acknowledged. */
@Service
public class Intake {

    private final SignatureCheck signatures;
    private final Quotas quotas;
    private final Precedence precedence;
    private final PushReader reader;
    private final Organisation organisation;
    private final Arrivals arrivals;
    private final Receipts receipts;
    private final Clock clock;

    Intake(SignatureCheck signatures, Quotas quotas, Precedence precedence, PushReader reader, Organisation organisation, Arrivals arrivals,
            Receipts receipts, Clock clock) {
        this.signatures = signatures;
        this.quotas = quotas;
        this.precedence = precedence;
        this.reader = reader;
        this.organisation = organisation;
        this.arrivals = arrivals;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** What became of one push of several. */
    public sealed interface Result {
    }

    /**
     * That a push is kept.
     *
     * @param receiptId to ask what became of it
     * @param key the sender's own key of what it pushed
     * @param acceptedAt when
     */
    public record Receipt(String receiptId, String key, Instant acceptedAt) implements Result {
    }

    /**
     * That a push is not kept.
     *
     * @param why malformed, or a rule it breaks
     */
    public record Refused(Refusal why) implements Result {
    }

    /**
     * Takes in one push.
     *
     * @throws Refusal unauthenticated, forbidden, too many, malformed or a broken rule: then nothing is kept; unavailable, if it is
     *     not certain that it is
     */
    public Receipt accept(PushKind kind, SignedRequest request) {
        return accept(kind, request, UnaryOperator.identity());
    }

    /**
     * Takes in a push that is wrapped in something.
     *
     * @param push takes it out; called once it is known whose it is
     * @throws Refusal as {@link #accept(PushKind, SignedRequest)}
     */
    public Receipt accept(PushKind kind, SignedRequest request, UnaryOperator<byte[]> push) {
        try (var _ = precedence.take(1)) {
            Sender sender = signatures.verify(request);
            sender.requireChannel(kind.source());
            quotas.require(sender, 1);
            return switch (take(sender, kind, List.of(push.apply(request.body()))).getFirst()) {
                case Receipt receipt -> receipt;
                case Refused refused -> throw refused.why();
            };
        }
    }

    /**
     * Takes in what a known sender pushed: each body by itself, those that are good all together. How many there may be at once
     * is for the caller to bound: they are held in memory.
     *
     * @return a result for each body, in their order; when this returns, whatever has a receipt is durable
     * @throws Refusal forbidden, if it may not push this at all; unavailable, if it is not certain that all good ones are kept
     */
    public List<Result> take(Sender sender, PushKind kind, List<byte[]> bodies) {
        return take(sender, kind, bodies, () -> receipts.next(sender.id()));
    }

    List<Result> take(Sender sender, PushKind kind, List<byte[]> bodies, Supplier<String> receipt) {
        sender.requireChannel(kind.source());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String trace = Trace.current();
        List<Arrival> good = new ArrayList<>(bodies.size());
        List<Result> results = new ArrayList<>(bodies.size());
        for (byte[] body : bodies) {
            try {
                PushReader.Outline push = check(sender, kind, body);
                var arrival = new Arrival(receipt.get(), sender.id(), kind, push.matter(), now, body, trace);
                good.add(arrival);
                results.add(new Receipt(arrival.receipt(), push.key(), now));
            } catch (Refusal refusal) {
                results.add(new Refused(refusal));
            }
        }
        arrivals.keep(good);
        return results;
    }

    /**
     * Whether this would be taken in, without taking it in.
     *
     * @return its key
     * @throws Refusal forbidden, malformed, or a broken rule
     */
    public String tryOut(Sender sender, PushKind kind, byte[] body) {
        sender.requireChannel(kind.source());
        return check(sender, kind, body).key();
    }

    private PushReader.Outline check(Sender sender, PushKind kind, byte[] body) {
        PushReader.Outline push = reader.outline(sender, kind, body);
        Optional.ofNullable(push.unit()).flatMap(organisation::find).ifPresent(unit -> {
            // A unit that is not known here yet may still be on its way; whoever folds the arrival waits for it and asks again.
            if (!unit.isWithin(sender.unit())) {
                throw outside(push.unitField(), unit.code());
            }
        });
        return push;
    }

    /** The refusal of a push about a unit that is not the sender's to speak for. */
    public static Refusal outside(String field, String unit) {
        return Refusal.rule("unit-outside-sender", field, "单位 " + unit + " 不在该推送方的区域内");
    }
}
