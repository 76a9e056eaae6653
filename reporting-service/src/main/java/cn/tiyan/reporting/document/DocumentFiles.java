package cn.tiyan.reporting.document;

import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the documents that were made, in GridFS in this service's own database. A file's key begins with the job's identifier: all that
 * was ever written for a job, by whichever attempt and however far it came, is found by it.
 */
@Component
class DocumentFiles {

    private static final String BUCKET = "document";
    private static final String FILE = "files_id";
    private static final String ID = "_id";

    private final MongoDatabaseFactory database;
    private final GridFSBucket bucket;

    DocumentFiles(MongoDatabaseFactory database) {
        this.database = database;
        this.bucket = GridFSBuckets.create(database.getMongoDatabase(), BUCKET);
    }

    /** The key of what this attempt makes for the job. */
    static String key(String job, String holder) {
        return job + "." + holder;
    }

    /** Keeps a file; it is there in full, or not at all. */
    void store(String key, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            bucket.uploadFromStream(new BsonString(key), key, in, new GridFSUploadOptions());
        }
    }

    /** The file, to be closed by whoever reads it. */
    InputStream open(String key) {
        return bucket.openDownloadStream(new BsonString(key));
    }

    /** Deletes whatever was written for the job. */
    void deleteAll(String job) {
        delete(Filters.and(Filters.gte(ID, job + "."), Filters.lt(ID, job + "/")), Filters.and(Filters.gte(FILE, job + "."), Filters.lt(FILE, job + "/")));
    }

    /** Deletes what one attempt wrote. */
    void delete(String key) {
        delete(Filters.eq(ID, key), Filters.eq(FILE, key));
    }

    private void delete(Bson entries, Bson chunks) {
        var db = database.getMongoDatabase();
        db.getCollection(BUCKET + ".files").deleteMany(entries);
        db.getCollection(BUCKET + ".chunks").deleteMany(chunks);
    }
}
