package cn.tiyan.walkthrough.photo;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.id.Sha256;
import cn.tiyan.platform.refusal.Refusal;
import com.mongodb.MongoGridFSException;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSFile;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.UpdateOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bson.BsonString;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * All photos: in GridFS, each content once. A file is stored first, under a key of its own, and then entered under its digest: an
 * entry always has its file, and of two that store the same at once one entry stands and the other's file goes again.
 *
 * <p>Whoever refers to a photo does so after it was kept, so a photo is loose at first, and whoever sweeps ties those that are referred
 * to. To hand in a loose one again makes it young again: what is swept has not been handed in since, or is kept anew.
 */
@Component
public class Photos {

    /** Largest photo. */
    public static final long LARGEST = 10_000_000;
    /** All photos of one request. */
    public static final long LARGEST_TOGETHER = 20_000_000;

    private static final String BUCKET = "photo";
    private static final int PIECE = 64 * 1024;
    private static final String LOOSE = "loose";
    /** Up to which file it is known that each has its entry. */
    private static final String PROGRESS = "photo_sweep";

    private final MongoTemplate mongo;
    private final GridFSBucket bucket;
    private final Clock clock;

    Photos(MongoTemplate mongo, MongoDatabaseFactory database, Clock clock) {
        this.mongo = mongo;
        this.bucket = GridFSBuckets.create(database.getMongoDatabase(), BUCKET);
        this.clock = clock;
    }

    /** A photo that is handed in: its content, from the beginning each time. */
    public interface Content {

        InputStream open() throws IOException;
    }

    private record Inspected(String sha256, PhotoType type, long size, Content content) {
    }

    /**
     * Keeps photos. If one of them is refused, none is kept.
     *
     * @param field what the request calls them
     * @return in the given order
     * @throws Refusal malformed (empty); too large; {@code photo-type-forbidden}
     */
    public List<Photo> keep(String field, List<Content> contents) throws IOException {
        List<Inspected> inspected = new ArrayList<>();
        long together = 0;
        for (Content content : contents) {
            Inspected photo = inspect(field + "[" + inspected.size() + "]", content);
            inspected.add(photo);
            together += photo.size();
        }
        if (together > LARGEST_TOGETHER) {
            throw Refusal.tooLarge("一次上传的照片合计不超过 20 MB，请分批上传");
        }
        Map<String, Photo> known = find(inspected.stream().map(Inspected::sha256).toList());
        List<Photo> kept = new ArrayList<>();
        for (Inspected photo : inspected) {
            Photo there = known.get(photo.sha256());
            if (there == null || !isStill(there)) {
                there = store(photo);
                known.put(photo.sha256(), there);
            }
            kept.add(there);
        }
        return kept;
    }

    private static Inspected inspect(String field, Content content) throws IOException {
        MessageDigest digest = Sha256.begun();
        byte[] head;
        long size;
        try (var in = new DigestInputStream(content.open(), digest)) {
            head = in.readNBytes(PhotoType.HEAD);
            size = head.length;
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                size += read;
            }
        }
        if (size == 0) {
            throw Refusal.malformed(field, "照片是空的");
        }
        if (size > LARGEST) {
            throw Refusal.tooLarge("一张照片不超过 10 MB");
        }
        PhotoType type = PhotoType.of(head).filter(found -> Thumbnail.isReadable(found, content))
                .orElseThrow(() -> Refusal.rule("photo-type-forbidden", field, "只接受 JPEG、PNG、WebP 照片"));
        return new Inspected(HexFormat.of().formatHex(digest.digest()), type, size, content);
    }

    /** Whether it is here and stays: a loose one may be swept at this moment. */
    private boolean isStill(Photo photo) {
        if (photo.loose() == null) {
            return true;
        }
        Query loose = Query.query(Criteria.where("_id").is(photo.sha256()).and(LOOSE).exists(true));
        return mongo.updateFirst(loose, Update.update(LOOSE, now()), Photo.class).getMatchedCount() > 0 || mongo.findById(photo.sha256(), Photo.class) != null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The first so many photos that have been loose since before then, the longest first. */
    public List<Photo> loose(Instant before, int most) {
        return mongo.find(Query.query(Criteria.where(LOOSE).lt(before)).with(Sort.by(LOOSE)).limit(most), Photo.class);
    }

    /** Somebody refers to these, and will for ever. */
    public void tie(Collection<String> sha256) {
        if (!sha256.isEmpty()) {
            mongo.updateMulti(Query.query(Criteria.where("_id").in(sha256)), new Update().unset(LOOSE), Photo.class);
        }
    }

    /**
     * Deletes a loose photo, unless it was handed in again since it was read.
     *
     * @return whether it is gone
     */
    public boolean drop(Photo photo) {
        boolean dropped = mongo.remove(Query.query(Criteria.where("_id").is(photo.sha256()).and(LOOSE).is(photo.loose())), Photo.class).getDeletedCount() > 0;
        if (dropped) {
            delete(photo.file());
        }
        return dropped;
    }

    /**
     * Deletes files without an entry: what a crash between storing and entering leaves. Each file is looked at once; how far that has
     * come is kept.
     *
     * @param before looks at files stored before then: none of them can still be on its way to its entry
     * @param most looks at so many at the most
     * @return how many were deleted
     */
    public int dropStrayFiles(Instant before, int most) {
        var progress = mongo.getCollection(PROGRESS);
        Document reached = progress.find(new Document("_id", BUCKET)).first();
        List<GridFSFile> files = new ArrayList<>();
        // Keys are in the order in which files came.
        for (GridFSFile file : bucket.find(new Document("_id", new Document("$gt", reached == null ? "" : reached.getString("key")))).sort(new Document("_id", 1)).limit(most)) {
            if (!file.getUploadDate().toInstant().isBefore(before)) {
                break;
            }
            files.add(file);
        }
        if (files.isEmpty()) {
            return 0;
        }
        Map<String, Photo> entries = find(files.stream().map(GridFSFile::getFilename).toList());
        int deleted = 0;
        for (GridFSFile file : files) {
            String key = file.getId().asString().getValue();
            Photo entry = entries.get(file.getFilename());
            if (entry == null || !entry.file().equals(key)) {
                delete(key);
                deleted++;
            }
        }
        progress.updateOne(new Document("_id", BUCKET), new Document("$max", new Document("key", files.getLast().getId().asString().getValue())),
                new UpdateOptions().upsert(true));
        return deleted;
    }

    private void delete(String key) {
        try {
            bucket.delete(new BsonString(key));
        } catch (MongoGridFSException gone) {
            // Another replica sweeps, too.
        }
    }

    private Photo store(Inspected inspected) throws IOException {
        String key = Ids.next("pho");
        try (InputStream in = inspected.content().open()) {
            bucket.uploadFromStream(new BsonString(key), inspected.sha256(), in, new GridFSUploadOptions());
        }
        var photo = new Photo(inspected.sha256(), key, inspected.type(), inspected.size(), now(), now());
        try {
            return mongo.insert(photo);
        } catch (DuplicateKeyException e) {
            bucket.delete(new BsonString(key));
            return require(inspected.sha256());
        }
    }

    private Photo require(String sha256) {
        Photo photo = mongo.findById(sha256, Photo.class);
        if (photo == null) {
            throw Refusal.notFound("没有这张照片：" + sha256);
        }
        return photo;
    }

    private Map<String, Photo> find(Collection<String> sha256) {
        Map<String, Photo> found = new HashMap<>();
        mongo.find(Query.query(Criteria.where("_id").in(sha256)), Photo.class).forEach(photo -> found.put(photo.sha256(), photo));
        return found;
    }

    /** A photo's content, to be closed by whoever reads it. Who may see it is for the caller to know. */
    public InputStream open(String sha256) {
        return bucket.openDownloadStream(new BsonString(require(sha256).file()));
    }

    /** Writes it small, as JPEG; false if it cannot be shown so. */
    public boolean small(String sha256, int longestSide, OutputStream to) throws IOException {
        Photo photo = require(sha256);
        try (InputStream in = bucket.openDownloadStream(new BsonString(photo.file()))) {
            return Thumbnail.write(photo.type(), in, longestSide, to);
        }
    }
}
