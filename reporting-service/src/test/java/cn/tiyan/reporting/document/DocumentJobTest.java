package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.testkit.Persona;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentJobTest {

    private static final Instant NOW = Instant.parse("2026-12-20T02:00:00Z");
    private static final Caller CLERK = Persona.SHENYANG_OFFICE.caller();
    private static final Unit SHENYANG = new Unit("210100", "沈阳市", UnitKind.CITY, "210000", List.of("210000", "210100"), true, 1);
    private static final DocumentFile FILE = new DocumentFile("key", "报告.docx", 1, "00");

    private static DocumentJob aJob() {
        return DocumentJob.order("doc_1", new DocumentOrder(DocumentKind.FIGURES_XLSX, "210100", "2026-01-01", "2026-12-20", null, false), SHENYANG, CLERK, NOW);
    }

    private static DocumentJob aJobBeingMade() {
        DocumentJob job = aJob();
        assertThat(job.take("a", NOW.plusSeconds(60), DocumentWorker.ITSELF, NOW)).isTrue();
        return job;
    }

    @Test
    void givesUpWhatThreeDiedOver() {
        DocumentJob job = aJob();
        for (int attempt = 1; attempt <= DocumentJob.MOST_ATTEMPTS; attempt++) {
            assertThat(job.take("a" + attempt, NOW, DocumentWorker.ITSELF, NOW)).isTrue();
        }
        assertThat(job.take("a4", NOW, DocumentWorker.ITSELF, NOW)).isFalse();
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failure()).contains("多次中断");
        assertThat(job.historyIntact()).isTrue();
    }

    @Test
    void isDoneWithOnceItIsCancelled() {
        DocumentJob job = aJobBeingMade();
        job.cancel(CLERK, NOW);
        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.actions(CLERK)).isEmpty();
        assertThatThrownBy(() -> job.finish(FILE, Duration.ofDays(7), DocumentWorker.ITSELF, NOW)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> job.cancel(CLERK, NOW)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo("illegal-transition"));
        assertThat(job.file()).isNull();
    }

    @Test
    void isCancelledOnlyByTheUnitItself() {
        DocumentJob job = aJob();
        Caller above = Persona.PROVINCE_OFFICE.caller();
        assertThatThrownBy(() -> job.cancel(above, NOW)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo("not-the-unit-itself"));
        assertThat(job.actions(above)).isEmpty();
        assertThat(job.actions(CLERK)).containsExactly(JobAction.CANCEL);
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void isMarkedAsExpiredBeforeItsFileGoes() {
        DocumentJob job = aJobBeingMade();
        job.finish(FILE, Duration.ofDays(7), DocumentWorker.ITSELF, NOW);
        assertThat(job.wakeAt()).isEqualTo(NOW.plus(Duration.ofDays(7))).isEqualTo(job.expiresAt());
        assertThat(job.clockStrikes(DocumentWorker.ITSELF, NOW.plus(Duration.ofDays(7)))).isFalse();
        assertThat(job.status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(job.file()).isNull();
        assertThat(job.clockStrikes(DocumentWorker.ITSELF, NOW.plus(Duration.ofDays(8)))).isTrue();
        assertThat(job.wakeAt()).isNull();
    }
}
