package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class OrphanSweepIT {

    @Autowired
    private OrphanSweep sweep;
    @Autowired
    private EvidenceStore store;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @TempDir
    private Path folder;

    @Test
    void deletesFilesThatNoIssueRefersToOnceTheyAreADayOld() throws IOException {
        Instant now = Instant.now();
        String id = new IssueDesk(http, issues).comeTo(Status.SUBMITTED);
        String evidence = issues.get(id, Persona.SHENYANG_OFFICE.caller()).evidence().getFirst().evidenceId();
        String orphan = stored(now);
        sweep.sweep(now);
        sweep.sweep(now.plus(Duration.ofHours(23)));
        assertThat(keys()).as("a hand-in may be under way").contains(orphan);
        sweep.sweep(now.plus(Duration.ofDays(2)));
        assertThat(keys()).doesNotContain(orphan);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/evidence/" + evidence).status()).isEqualTo(200);
        mongo.getCollection("evidence_sweep").deleteMany(new Document());
    }

    @Test
    void goesThroughMoreThanOneBatchAndThroughEachFileOnce() throws IOException {
        mongo.getCollection("evidence_sweep").deleteMany(new Document());
        Instant longAgo = Instant.parse("2020-01-05T10:00:00Z");
        List<String> orphans = IntStream.range(0, 450).mapToObj(n -> stored(longAgo)).toList();
        assertThat(sweep.sweep(Instant.parse("2020-01-07T00:00:00Z"))).isEqualTo(450);
        assertThat(keys()).doesNotContainAnyElementsOf(orphans);
        String behind = stored(Instant.parse("2020-01-04T10:00:00Z"));
        assertThat(sweep.sweep(Instant.parse("2020-01-07T01:00:00Z"))).isZero();
        assertThat(keys()).contains(behind);
        store.delete(behind);
    }

    private String stored(Instant at) {
        String key = FileKey.next(at);
        try {
            store.store(key, Files.write(folder.resolve("x"), new byte[] {1}));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return key;
    }

    private List<String> keys() {
        return store.keys("", "9", 100_000);
    }
}
