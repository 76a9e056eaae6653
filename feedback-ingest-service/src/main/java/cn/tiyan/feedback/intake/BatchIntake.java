package cn.tiyan.feedback.intake;

import cn.tiyan.feedback.sender.PushLimits;
import cn.tiyan.feedback.sender.Quotas;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.SignatureCheck;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.feedback.sender.SignedStream;
import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;

/**
 * Takes many pushes in with one request. All of it is there and known to be what was signed before the first is kept; then they
 * are kept a part at a time, so that a batch needs no more memory the longer it is.
 */
@Service
public class BatchIntake {

    private static final int PART_ITEMS = 500;
    private static final int PART_BYTES = 1024 * 1024;
    /** What a batch may take of the heap until its turn comes, with all that is there anyway. */
    private static final int BATCH_MEMORY = 10 * 1024 * 1024;
    /** What one may take while its items are checked, sealed and sent. */
    private static final int TURN_MEMORY = 24 * 1024 * 1024;
    /** So long one waits for its turn; whoever sent it waits for an answer no longer than half a minute. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final SignatureCheck signatures;
    private final Quotas quotas;
    private final Precedence precedence;
    private final Intake intake;
    private final Receipts receipts;
    private final PushLimits limits;
    private final Semaphore atOnce;
    /** Received, they wait on disk: few are taken in at once, and the others do not make them slower. */
    private final Semaphore turns = new Semaphore(fit(TURN_MEMORY), true);

    BatchIntake(SignatureCheck signatures, Quotas quotas, Precedence precedence, Intake intake, Receipts receipts, PushLimits limits) {
        this.signatures = signatures;
        this.quotas = quotas;
        this.precedence = precedence;
        this.intake = intake;
        this.receipts = receipts;
        this.limits = limits;
        this.atOnce = new Semaphore(Math.min(limits.batchesAtOnce(), fit(BATCH_MEMORY)));
    }

    /** How many of that size the heap has room for. */
    private static int fit(int bytes) {
        return (int) Math.clamp(Runtime.getRuntime().maxMemory() / bytes, 1, Integer.MAX_VALUE);
    }

    /**
     * What became of a batch.
     *
     * @param receiptId to ask what became of its items
     * @param results of each item, in their order
     */
    public record Taken(String receiptId, List<Intake.Result> results) {
    }

    /**
     * Takes a batch in.
     *
     * @throws Refusal unauthenticated, forbidden, too large, too many, or malformed as a whole: then nothing is kept; unavailable:
     *     then part of it may be, and the batch is to be sent again
     * @throws IOException if what was put aside cannot be read again
     */
    public Taken accept(PushKind kind, BatchForm form, SignedStream stream) throws IOException {
        Sender sender = signatures.verify(stream.request());
        sender.requireChannel(kind.source());
        boolean packed = "gzip".equalsIgnoreCase(stream.encoding());
        if (!packed && stream.encoding() != null && !"identity".equalsIgnoreCase(stream.encoding())) {
            throw Refusal.malformed(HttpHeaders.CONTENT_ENCODING, "只接受 gzip");
        }
        if (!atOnce.tryAcquire()) {
            throw tooMany();
        }
        try (var spool = new Spool(stream.body(), packed, stream.request().scheme().newDigest(), limits)) {
            if (!spool.digest().equals(stream.request().bodyDigest())) {
                throw Refusal.malformed(SignedRequest.DIGEST, "与收到的内容不符，内容可能在传输中被截断或改变");
            }
            int items = BatchItems.count(spool, form, limits);
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooMany();
            }
            try {
                quotas.require(sender, items);
                try (var _ = precedence.take(items)) {
                    return take(sender, kind, form, spool);
                }
            } finally {
                turns.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } finally {
            atOnce.release();
        }
    }

    private static Refusal tooMany() {
        return Refusal.unavailable("too-many-batches", "同时接收的批次过多，请稍后重新签名并重试");
    }

    private Taken take(Sender sender, PushKind kind, BatchForm form, Spool spool) throws IOException {
        Receipts.Batch batch = receipts.batch(sender.id());
        List<Intake.Result> results = new ArrayList<>();
        try (BatchItems items = BatchItems.of(spool, form, limits)) {
            for (List<byte[]> part = part(items); !part.isEmpty(); part = part(items)) {
                results.addAll(take(sender, kind, form, part, batch));
            }
        }
        int refused = (int) results.stream().filter(Intake.Refused.class::isInstance).count();
        return new Taken(batch.close(refused), results);
    }

    private static List<byte[]> part(BatchItems items) throws IOException {
        List<byte[]> part = new ArrayList<>();
        int bytes = 0;
        while (part.size() < PART_ITEMS && bytes < PART_BYTES) {
            byte[] item = items.next();
            if (item == null) {
                break;
            }
            part.add(item);
            bytes += item.length;
        }
        return part;
    }

    /** What cannot even be unwrapped is refused where it stands among the others. */
    private List<Intake.Result> take(Sender sender, PushKind kind, BatchForm form, List<byte[]> part, Receipts.Batch batch) {
        Intake.Result[] results = new Intake.Result[part.size()];
        List<byte[]> pushes = new ArrayList<>(part.size());
        for (int i = 0; i < results.length; i++) {
            try {
                pushes.add(push(kind, form, part.get(i)));
            } catch (Refusal refusal) {
                results[i] = new Intake.Refused(refusal);
            }
        }
        var taken = intake.take(sender, kind, pushes, batch::next).iterator();
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                results[i] = taken.next();
            }
        }
        return List.of(results);
    }

    private byte[] push(PushKind kind, BatchForm form, byte[] item) {
        if (item.length == 0) {
            throw Refusal.tooLarge("一条推送的内容不能超过 " + limits.item().toKilobytes() + " KB");
        }
        return form == BatchForm.EVENTS ? PushedEvent.structured(kind, item) : item;
    }
}
