package cn.tiyan.issue.evidence;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * GridFS in this service's own database. A file is its chunks first and its entry last: one without an entry cannot be read, but
 * its key is listed, so that what a crash left of it is found.
 */
class GridFsStore implements EvidenceStore {

    private static final String BUCKET = "evidence";
    private static final String CHUNKS = BUCKET + ".chunks";
    private static final String FILES = BUCKET + ".files";
    /** In a chunk: the key of its file. With the chunk's number it is indexed by GridFS itself. */
    private static final String FILE = "files_id";

    private final MongoDatabaseFactory database;
    private final MongoClient client;
    /** One for all: a new one looks for its indexes before it stores anything. */
    private final GridFSBucket bucket;
    /** The bucket has made its indexes, with the first file it took. */
    private volatile boolean indexed;

    GridFsStore(MongoDatabaseFactory database, MongoClient client) {
        this.database = database;
        this.client = client;
        this.bucket = GridFSBuckets.create(database.getMongoDatabase(), BUCKET);
    }

    @Override
    public void store(String key, Path file) throws IOException {
        if (indexed && Files.size(file) <= bucket.getChunkSizeBytes()) {
            storeAtOnce(key, Files.readAllBytes(file));
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            bucket.uploadFromStream(new BsonString(key), key, in, new GridFSUploadOptions());
        }
        indexed = true;
    }

    /** A file of one chunk, as GridFS keeps it, with one request: the bucket would send its chunk, wait, and then send its entry. */
    private void storeAtOnce(String key, byte[] content) {
        var chunk = new Document("_id", new ObjectId()).append(FILE, key).append("n", 0).append("data", new Binary(content));
        var entry = new Document("_id", key).append("length", (long) content.length).append("chunkSize", bucket.getChunkSizeBytes())
                .append("uploadDate", new Date()).append("filename", key);
        // In this order, the second only after the first.
        client.bulkWrite(List.of(ClientNamespacedWriteModel.insertOne(collection(CHUNKS).getNamespace(), chunk),
                ClientNamespacedWriteModel.insertOne(collection(FILES).getNamespace(), entry)));
    }

    private MongoCollection<Document> collection(String name) {
        return database.getMongoDatabase().getCollection(name);
    }

    @Override
    public InputStream open(String key) {
        return bucket.openDownloadStream(new BsonString(key));
    }

    /** Not the bucket's own: that one fails where the entry is gone, and then leaves chunks. */
    @Override
    public void delete(String key) {
        collection(FILES).deleteOne(Filters.eq("_id", key));
        collection(CHUNKS).deleteMany(Filters.eq(FILE, key));
    }

    @Override
    public List<String> keys(String after, String before, int limit) {
        Bson first = Filters.and(Filters.gt(FILE, after), Filters.lt(FILE, before), Filters.eq("n", 0));
        var keys = new ArrayList<String>();
        for (Document chunk : collection(CHUNKS).find(first)
                .projection(Projections.fields(Projections.excludeId(), Projections.include(FILE)))
                .sort(Sorts.ascending(FILE)).limit(limit)) {
            keys.add(chunk.getString(FILE));
        }
        return keys;
    }
}
