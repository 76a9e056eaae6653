package cn.tiyan.issue.evidence;

import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.stereotype.Component;

/**
 * Where evidence is kept: GridFS, in this service's own database. A file is stored before the issue refers to it; one that no
 * issue refers to is an orphan, which takes room and harms nobody.
 */
@Component
class EvidenceFiles {

    private static final String BUCKET = "evidence";

    private final MongoDatabaseFactory database;

    EvidenceFiles(MongoDatabaseFactory database) {
        this.database = database;
    }

    /** @return the name it is kept under */
    String store(Path file, String name, String issueId) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return bucket().uploadFromStream(name, in, new GridFSUploadOptions().metadata(new Document("issue", issueId))).toHexString();
        }
    }

    InputStream open(String file) {
        return bucket().openDownloadStream(new ObjectId(file));
    }

    void delete(String file) {
        bucket().delete(new ObjectId(file));
    }

    private GridFSBucket bucket() {
        return GridFSBuckets.create(database.getMongoDatabase(), BUCKET);
    }
}
