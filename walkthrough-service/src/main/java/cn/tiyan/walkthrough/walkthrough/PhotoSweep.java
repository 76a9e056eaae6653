package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.worker.Worker;
import cn.tiyan.walkthrough.photo.Photo;
import cn.tiyan.walkthrough.photo.Photos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Deletes photos that no walkthrough refers to: what a crash between keeping a photo and referring to it leaves, or a session that had
 * no room for it. A hand-in takes seconds; what was handed in a day ago and is not referred to will not be. A walkthrough never gives
 * a photo up: one that is referred to is not looked at again. Replicas that sweep at once do the same work twice and no harm.
 */
@Component
class PhotoSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PhotoSweep.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGE = Duration.ofDays(1);
    private static final int BATCH = 200;
    /** At the most some ten thousand photos in one sweep; the next goes on. */
    private static final int MOST_BATCHES = 50;

    private final Photos photos;
    private final MongoTemplate mongo;
    private final Clock clock;
    private final Worker worker = new Worker("photo-sweep", PATIENCE);

    PhotoSweep(Photos photos, MongoTemplate mongo, Clock clock) {
        this.photos = photos;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** @return how many photos and files were deleted */
    int sweep(Instant now) {
        Instant before = now.minus(AGE);
        int deleted = 0;
        int batches = 0;
        List<Photo> loose = photos.loose(before, BATCH);
        while (!loose.isEmpty() && batches++ < MOST_BATCHES) {
            Set<String> referredTo = referredTo(loose);
            photos.tie(referredTo);
            for (Photo photo : loose) {
                if (!referredTo.contains(photo.sha256()) && photos.drop(photo)) {
                    deleted++;
                }
            }
            loose = photos.loose(before, BATCH);
        }
        return deleted + photos.dropStrayFiles(before, BATCH * MOST_BATCHES);
    }

    private Set<String> referredTo(List<Photo> loose) {
        List<String> digests = loose.stream().map(Photo::sha256).toList();
        var found = new HashSet<String>();
        for (Document walkthrough : mongo.getCollection(mongo.getCollectionName(Walkthrough.class))
                .find(new Document("photos.sha256", new Document("$in", digests))).projection(new Document("photos.sha256", 1))) {
            walkthrough.getList("photos", Document.class).forEach(photo -> found.add(photo.getString("sha256")));
        }
        found.retainAll(Set.copyOf(digests));
        return found;
    }

    private boolean sweep() {
        int deleted = sweep(clock.instant());
        if (deleted > 0) {
            log.info("Deleted {} photos that no walkthrough refers to", deleted);
        }
        return false;
    }

    @Override
    public void start() {
        worker.repeat(FIRST, EVERY, this::sweep, failure -> log.warn("The sweep of photos waits: {}", failure.toString()));
    }

    @Override
    public void stop() {
        worker.stop(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
