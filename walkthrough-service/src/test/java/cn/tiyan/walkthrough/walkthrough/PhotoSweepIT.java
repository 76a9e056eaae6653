package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Phone.PATH;
import static cn.tiyan.walkthrough.walkthrough.Phone.aPhoto;
import static cn.tiyan.walkthrough.walkthrough.Phone.aStart;
import static cn.tiyan.walkthrough.walkthrough.Phone.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.walkthrough.photo.Photo;
import cn.tiyan.walkthrough.photo.Photos;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Photos that nobody refers to go, and no others. */
@PlatformTest
class PhotoSweepIT {

    @Autowired
    private PhotoSweep sweep;
    @Autowired
    private Photos photos;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Http http;
    private Instant now;

    @BeforeEach
    void nothingIsLooseFromBefore() {
        now = Instant.now();
        sweep.sweep(now.plus(Duration.ofDays(2)));
        mongo.getCollection("photo_sweep").deleteMany(new Document());
    }

    private String kept(byte[] photo) throws IOException {
        return photos.keep("photos", List.of(() -> new ByteArrayInputStream(photo))).getFirst().sha256();
    }

    @Test
    void deletesWhatNoSessionRefersToOnceItIsADayOld() throws IOException {
        var phone = new Phone(http, "phone-a");
        byte[] shown = aPhoto("png");
        String session = phone.start(aStart("APPLICANT"));
        phone.upload(session, shown);
        String orphan = kept(aPhoto("png"));
        sweep.sweep(now);
        sweep.sweep(now.plus(Duration.ofHours(23)));
        assertThat(mongo.findById(orphan, Photo.class)).as("a hand-in may be under way").isNotNull();
        assertThat(sweep.sweep(now.plus(Duration.ofDays(2)))).isEqualTo(1);
        assertThat(mongo.findById(orphan, Photo.class)).isNull();
        assertThat(files(orphan)).isZero();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + session + "/photos/" + sha256(shown)).bytes()).isEqualTo(shown);
        assertThat(mongo.findById(sha256(shown), Photo.class).loose()).as("not looked at again").isNull();
    }

    @Test
    void keepsWhatIsHandedInAgainWhileItIsSwept() throws IOException {
        byte[] photo = aPhoto("png");
        String digest = kept(photo);
        Photo asRead = photos.loose(now.plus(Duration.ofDays(2)), 10).getFirst();
        mongo.getCollection("photo").updateOne(new Document("_id", digest), new Document("$set", new Document("loose", java.util.Date.from(now.minusSeconds(90_000)))));
        kept(photo);
        assertThat(photos.drop(asRead)).as("handed in since").isFalse();
        assertThat(files(digest)).isEqualTo(1);
        sweep.sweep(now.plus(Duration.ofDays(2)));
        assertThat(files(digest)).isZero();
        kept(photo);
        assertThat(photos.open(digest).readAllBytes()).as("kept anew").isEqualTo(photo);
    }

    @Test
    void deletesFilesThatNeverGotTheirEntry() throws IOException {
        String digest = kept(aPhoto("png"));
        var bucket = GridFSBuckets.create(mongo.getDb(), "photo");
        bucket.uploadFromStream(new BsonString("pho_00000000000000000000000000"), "ab".repeat(32), new ByteArrayInputStream(new byte[] {1}), new GridFSUploadOptions());
        bucket.uploadFromStream(new BsonString("pho_00000000000000000000000001"), digest, new ByteArrayInputStream(new byte[] {1}), new GridFSUploadOptions());
        assertThat(photos.dropStrayFiles(now.minus(Duration.ofDays(1)), 1000)).as("they may be on their way").isZero();
        assertThat(photos.dropStrayFiles(now.plus(Duration.ofDays(2)), 1000)).as("also the second of one content").isEqualTo(2);
        assertThat(files(digest)).isEqualTo(1);
        assertThat(files("ab".repeat(32))).isZero();
        assertThat(photos.dropStrayFiles(now.plus(Duration.ofDays(2)), 1000)).isZero();
        assertThat(mongo.getCollection("photo.chunks").countDocuments(new Document("files_id", "pho_00000000000000000000000000"))).isZero();
    }

    private long files(String digest) {
        return mongo.getCollection("photo.files").countDocuments(new Document("filename", digest));
    }
}
