package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.MongoDatabaseFactory;

@PlatformTest
class GridFsStoreIT extends StoreContract {

    @Autowired
    private MongoDatabaseFactory database;

    @Override
    EvidenceStore store() {
        return new GridFsStore(database);
    }

    @Test
    void findsWhatACrashLeftOfAFile(@TempDir Path folder) throws IOException {
        String key = "2026/02/01/evf_a";
        store().store(key, Files.write(folder.resolve("x"), new byte[600_000]));
        database.getMongoDatabase().getCollection("evidence.files").deleteOne(new Document("_id", key));
        assertThat(store().keys("2026/02/01/", "2026/02/02/", 10)).containsExactly(key);
        store().delete(key);
        assertThat(store().keys("2026/02/01/", "2026/02/02/", 10)).isEmpty();
        assertThat(database.getMongoDatabase().getCollection("evidence.chunks").countDocuments(new Document("files_id", key))).isZero();
    }

    @Test
    void listsKeysByAnIndexAlone() {
        Document plan = database.getMongoDatabase().getCollection("evidence.chunks")
                .find(new Document("files_id", new Document("$gt", "a").append("$lt", "b")).append("n", 0))
                .projection(new Document("_id", 0).append("files_id", 1)).sort(new Document("files_id", 1)).explain();
        assertThat(plan.toJson()).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"").doesNotContain("\"FETCH\"");
    }
}
