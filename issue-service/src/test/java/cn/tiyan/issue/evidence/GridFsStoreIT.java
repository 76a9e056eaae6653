package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.PlatformTest;
import com.mongodb.client.MongoClient;
import com.mongodb.client.gridfs.GridFSBuckets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.MongoDatabaseFactory;

@PlatformTest
class GridFsStoreIT extends StoreContract {

    @Autowired
    private MongoDatabaseFactory database;
    @Autowired
    private MongoClient client;
    private GridFsStore store;

    @BeforeEach
    void begin() {
        store = new GridFsStore(database, client);
    }

    @Override
    EvidenceStore store() {
        return store;
    }

    /** The first one goes through GridFS's own bucket, the second is written at once. */
    @Test
    void keepsASmallFileAsGridFsDoes(@TempDir Path folder) throws IOException {
        byte[] content = Samples.png(GridFSBuckets.create(database.getMongoDatabase()).getChunkSizeBytes());
        Path file = Files.write(folder.resolve("x"), content);
        store.store("2026/03/01/evf_a", file);
        store.store("2026/03/01/evf_b", file);

        assertThat(shape("files", "_id", "evf_b")).isEqualTo(shape("files", "_id", "evf_a"));
        assertThat(shape("chunks", "files_id", "evf_b")).isEqualTo(shape("chunks", "files_id", "evf_a"));
        try (InputStream in = store.open("2026/03/01/evf_b")) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(store.keys("2026/03/01/", "2026/03/02/", 10)).hasSize(2);
    }

    /** The one document of a file, but for what differs with each: its types of such values. */
    private Map<String, Object> shape(String collection, String field, String name) {
        List<Document> found = database.getMongoDatabase().getCollection("evidence." + collection).find(new Document(field, "2026/03/01/" + name)).into(new ArrayList<>());
        assertThat(found).hasSize(1);
        var shape = new TreeMap<String, Object>(found.getFirst());
        shape.replaceAll((key, value) -> value instanceof Date || value instanceof ObjectId ? value.getClass() : value.toString().replace(name, ""));
        shape.computeIfPresent("data", (key, value) -> ((Binary) found.getFirst().get(key)).length());
        return shape;
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
