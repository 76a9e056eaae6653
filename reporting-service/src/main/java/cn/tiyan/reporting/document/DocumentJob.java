package cn.tiyan.reporting.document;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A document that is to be made, is being made, or was. {@link JobLifecycle} says what may follow what. Whoever makes it holds it on a
 * lease and says now and then how far it is; an instance that dies over it stops saying so, and another takes it up. Only who holds it
 * last can finish it: the write is guarded by the version, and there is one result.
 */
@Document("document_job")
@CompoundIndex(name = "list", def = "{'unit': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "waiting", def = "{'unit': 1, 'leaseUntil': 1}", partialFilter = "{'leaseUntil': {'$exists': true}}")
@CompoundIndex(name = "open", def = "{'leaseUntil': 1}", partialFilter = "{'leaseUntil': {'$exists': true}}")
public class DocumentJob extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "doc";
    /** Whoever died over it three times would die over it again. */
    static final int MOST_ATTEMPTS = 3;
    /** What an attempt that was given up may have left is deleted after this time: by then nobody writes any more. */
    static final Duration LEFT_OVER = Duration.ofHours(1);

    private DocumentOrder order;
    private OrderedBy orderedBy;
    private JobStatus status;
    private int attempts;
    private @Nullable String holder;
    /** Only while it is open: from then on anybody may take it up. */
    private @Nullable Instant leaseUntil;
    /** Written aside from the versions, as the work goes on: see {@link DocumentWorker}. */
    private int percent;
    private @Nullable String doing;
    private @Nullable DocumentFile file;
    private @Nullable String failure;
    private @Nullable Instant readyAt;
    private @Nullable Instant expiresAt;

    /** Who asked for it: it shows what they may see. */
    record OrderedBy(String account, String name, Set<Role> roles, String unit) {

        Caller caller() {
            return new Caller(account, name, roles, unit);
        }
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected DocumentJob() {
    }

    private DocumentJob(String id, DocumentOrder order, Unit home, Caller by, Instant at) {
        super(id, home.code(), home.within(), at);
        this.order = order;
        this.orderedBy = new OrderedBy(by.account(), by.name(), by.roles(), by.unit());
        this.status = JobStatus.QUEUED;
        this.leaseUntil = createdAt();
        noted(by, "order", order.kind().chinese(), at);
    }

    /**
     * 申请生成.
     *
     * @param home unit of who asks: the document is theirs
     */
    static DocumentJob order(String id, DocumentOrder order, Unit home, Caller by, Instant at) {
        return new DocumentJob(id, order, home, by, at);
    }

    /**
     * An instance takes it up, or gives it up where too many died over it.
     *
     * @param holder a name no other attempt has
     * @return whether it is to be made now
     */
    boolean take(String holder, Instant leaseUntil, Actor by, Instant at) {
        if (attempts >= MOST_ATTEMPTS) {
            close(JobAction.FAIL, at.plus(LEFT_OVER));
            failure = "生成过程多次中断，请缩小范围后重新申请，或联系运维人员";
            noted(by, JobAction.FAIL.verb(), attempts + " 次中断", at);
            return false;
        }
        status = JobLifecycle.TABLE.require(status, JobAction.TAKE).to();
        attempts++;
        this.holder = holder;
        this.leaseUntil = leaseUntil.truncatedTo(ChronoUnit.MILLIS);
        percent = 0;
        doing = "准备数据";
        noted(by, JobAction.TAKE.verb(), attempts == 1 ? null : "第 " + attempts + " 次", at);
        return true;
    }

    /** 生成完毕. */
    void finish(DocumentFile made, Duration kept, Actor by, Instant at) {
        Instant end = at.plus(kept).truncatedTo(ChronoUnit.MILLIS);
        close(JobAction.FINISH, end);
        file = made;
        percent = 100;
        readyAt = at.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = end;
        noted(by, JobAction.FINISH.verb(), made.name() + "，SHA-256 " + made.sha256(), at);
    }

    /**
     * 未能生成.
     *
     * @param why for who asked for it
     */
    void fail(String why, Actor by, Instant at) {
        close(JobAction.FAIL, at.plus(LEFT_OVER));
        failure = why;
        noted(by, JobAction.FAIL.verb(), why, at);
    }

    /** 取消. */
    public void cancel(Caller by, Instant at) {
        JobLifecycle.TABLE.permit(status, JobAction.CANCEL, by);
        if (!by.unit().equals(unit())) {
            throw Refusal.rule("not-the-unit-itself", "只有申请生成的单位自己可以取消");
        }
        close(JobAction.CANCEL, at.plus(LEFT_OVER));
        noted(by, JobAction.CANCEL.verb(), null, at);
    }

    private void close(JobAction action, Instant sweepAt) {
        status = JobLifecycle.TABLE.require(status, action).to();
        holder = null;
        leaseUntil = null;
        doing = null;
        wakeAt(sweepAt);
    }

    /**
     * Its time has come. First it is marked as expired, at the next stroke its file goes: who begins to fetch it in the same moment still
     * gets it.
     *
     * @return whether all files of it are to be deleted
     */
    boolean clockStrikes(Actor by, Instant at) {
        if (status == JobStatus.READY) {
            status = JobLifecycle.TABLE.require(status, JobAction.EXPIRE).to();
            file = null;
            wakeAt(at);
            noted(by, JobAction.EXPIRE.verb(), null, at);
            return false;
        }
        wakeAt(null);
        noted(by, "sweep", null, at);
        return true;
    }

    /** What this caller may do now. */
    public List<JobAction> actions(Caller by) {
        return by.unit().equals(unit()) && by.is(JobAction.CANCEL.roles().toArray(Role[]::new))
                ? JobLifecycle.TABLE.from(status) : List.of();
    }

    /** Whether it was asked for like this, by the same account. */
    boolean isOf(DocumentOrder other, Caller by) {
        return order.equals(other) && orderedBy.account().equals(by.account());
    }

    public DocumentOrder order() {
        return order;
    }

    OrderedBy orderedBy() {
        return orderedBy;
    }

    /** Account that asked for it. */
    public String orderedByAccount() {
        return orderedBy.account();
    }

    public JobStatus status() {
        return status;
    }

    /** How often it was taken up. */
    public int attempts() {
        return attempts;
    }

    @Nullable String holder() {
        return holder;
    }

    /** 0 to 100. */
    public int percent() {
        return percent;
    }

    /** What is being done, in Chinese; null unless it is being made. */
    public @Nullable String doing() {
        return doing;
    }

    /** Null until it is made, and once it is expired. */
    public @Nullable DocumentFile file() {
        return file;
    }

    /** Why it could not be made. */
    public @Nullable String failure() {
        return failure;
    }

    public @Nullable Instant readyAt() {
        return readyAt;
    }

    /** Until when the file is kept. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }
}
