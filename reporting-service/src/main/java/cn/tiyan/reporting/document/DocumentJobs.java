package cn.tiyan.reporting.document;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Period;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All documents: asking for them, following how far they are, fetching them. Each command is one write; the work is {@link DocumentWorker}'s. */
@Component
public class DocumentJobs {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final Figures figures;
    private final SummaryReports reports;
    private final DocumentFiles files;
    private final DocumentWorker worker;
    private final Live<DocumentPolicy> policy;
    private final Clock clock;

    DocumentJobs(AggregateStore store, MongoTemplate mongo, Organisation organisation, Figures figures, SummaryReports reports, DocumentFiles files,
            DocumentWorker worker, Live<DocumentPolicy> policy, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.figures = figures;
        this.reports = reports;
        this.files = files;
        this.worker = worker;
        this.policy = policy;
        this.clock = clock;
    }

    /** A document that can be read; to be closed by whoever reads it. */
    public record Opened(DocumentFile file, String mediaType, InputStream content) {
    }

    /**
     * Asks for the figures.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same document
     * @param unit within the caller's part of the tree; null for the caller's own
     * @throws Refusal not found, where the caller may not know the unit; {@code documents-waiting}, {@code idempotency-key-reused}
     */
    public DocumentJob figures(String id, @Nullable String unit, Period period, Caller caller) {
        SummaryReports.mayRead(caller);
        Unit about = figures.visible(caller, unit);
        return order(id, new DocumentOrder(DocumentKind.FIGURES_XLSX, about.code(), period.from().toString(), period.to().toString(), null, false), caller);
    }

    /**
     * Asks for a summary report.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same document
     * @param preview whether texts that are still missing are pointed out in it; else they are asked for
     * @throws Refusal not found; {@code sections-missing}, which names them; {@code documents-waiting}, {@code idempotency-key-reused}
     */
    public DocumentJob summary(String id, DocumentKind kind, String summaryId, boolean preview, Caller caller) {
        SummaryReport report = reports.get(summaryId, caller);
        List<SummaryTemplate.Section> missing = report.missing(reports.template());
        if (!preview && !missing.isEmpty() && store.find(DocumentJob.class, id).isEmpty()) {
            throw Refusal.rule("sections-missing", "summary", "还有章节未填写：" + missing.stream().map(SummaryTemplate.Section::heading).collect(Collectors.joining("、")));
        }
        return order(id, new DocumentOrder(kind, report.unit(), report.from(), report.to(), report.id(), preview), caller);
    }

    private DocumentJob order(String id, DocumentOrder order, Caller caller) {
        Optional<DocumentJob> before = before(id, order, caller);
        if (before.isPresent()) {
            return before.get();
        }
        int most = policy.get().mostWaiting();
        if (mongo.count(Query.query(Criteria.where("unit").is(caller.unit()).and("leaseUntil").exists(true)).limit(most), DocumentJob.class) >= most) {
            throw Refusal.tooMany("documents-waiting", "本单位排队和生成中的文档已达 " + most + " 份，请待其完成后再申请", TRY_AGAIN);
        }
        DocumentJob job = DocumentJob.order(id, order, organisation.require("unit", caller.unit()), caller, clock.instant());
        try {
            store.insert(job);
        } catch (DuplicateKeyException e) {
            return before(id, order, caller).orElseThrow(() -> e);
        }
        worker.wake();
        return job;
    }

    private Optional<DocumentJob> before(String id, DocumentOrder order, Caller caller) {
        return store.find(DocumentJob.class, id).map(there -> {
            if (!there.isOf(order, caller)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份文档，请更换后重新提交");
            }
            return there;
        });
    }

    /** The document, if the caller may see it. */
    public DocumentJob get(String id, Caller caller) {
        SummaryReports.mayRead(caller);
        return store.get(DocumentJob.class, id, caller);
    }

    /** Those of the caller's own unit, newest first. */
    public Page<DocumentJob> list(int limit, @Nullable String after, Caller caller) {
        SummaryReports.mayRead(caller);
        return store.page(DocumentJob.class, Criteria.where("unit").is(caller.unit()), limit, after);
    }

    /**
     * 取消.
     *
     * @param expected the version the caller decided on
     * @throws Refusal {@code not-the-unit-itself}, {@code illegal-transition}
     */
    public DocumentJob cancel(String id, long expected, Caller caller) {
        SummaryReports.mayRead(caller);
        return store.change(DocumentJob.class, id, caller, expected, job -> job.cancel(caller, clock.instant()));
    }

    /**
     * What was made.
     *
     * @throws Refusal {@code document-not-ready}, {@code document-expired}
     */
    public Opened open(String id, Caller caller) {
        DocumentJob job = get(id, caller);
        DocumentFile file = job.file();
        if (file == null) {
            throw job.status() == JobStatus.EXPIRED ? Refusal.rule("document-expired", "该文档已过保存期，请重新申请生成")
                    : Refusal.rule("document-not-ready", "该文档当前状态为“" + job.status().chinese() + "”，不能下载");
        }
        return new Opened(file, job.order().kind().mediaType(), files.open(file.key()));
    }
}
