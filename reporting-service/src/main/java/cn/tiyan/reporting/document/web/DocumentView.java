package cn.tiyan.reporting.document.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.document.DocumentFile;
import cn.tiyan.reporting.document.DocumentJob;
import cn.tiyan.reporting.document.DocumentKind;
import cn.tiyan.reporting.document.DocumentOrder;
import cn.tiyan.reporting.document.JobAction;
import cn.tiyan.reporting.document.JobStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as one caller sees it.
 *
 * @param version the ETag's number
 * @param unit whose it is: the unit of who asked for it
 * @param about the unit it is about, with all below it
 * @param from first day
 * @param to last day
 * @param summary the report whose texts are in it
 * @param preview whether texts that were missing are pointed out in it
 * @param percent how far it is, 0 to 100; changes without a new version
 * @param doing what is being done
 * @param failure why it could not be made
 * @param file name, size in bytes and SHA-256 of what can be fetched
 * @param expiresAt until when it can be fetched
 * @param actions what this caller may do now
 */
record DocumentView(String id, long version, DocumentKind kind, String kindText, String unit, String about, String from, String to, @Nullable String summary,
        boolean preview, JobStatus status, String statusText, int percent, @Nullable String doing, @Nullable String failure, String orderedBy, @Nullable File file,
        Instant createdAt, @Nullable Instant readyAt, @Nullable Instant expiresAt, List<JobAction> actions) {

    /** What can be fetched. */
    record File(String name, long size, String sha256) {

        static @Nullable File of(@Nullable DocumentFile file) {
            return file == null ? null : new File(file.name(), file.size(), file.sha256());
        }
    }

    static DocumentView of(DocumentJob job, Caller caller) {
        DocumentOrder order = job.order();
        return new DocumentView(job.id(), job.version(), order.kind(), order.kind().chinese(), job.unit(), order.about(), order.from(), order.to(),
                order.summaryId(), order.preview(), job.status(), job.status().chinese(), job.percent(), job.doing(), job.failure(), job.orderedByAccount(),
                File.of(job.file()), job.createdAt(), job.readyAt(), job.expiresAt(), job.actions(caller));
    }
}
