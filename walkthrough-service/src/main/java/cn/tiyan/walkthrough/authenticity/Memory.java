package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.walkthrough.authenticity.Walked.Photo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Remembers of every walkthrough what later ones are held against. */
@Component
class Memory {

    private static final int MOST_OWN_PHOTOS = 200;

    private final MongoTemplate mongo;
    private final Finished finished;
    private final Complaints complaints;

    Memory(MongoTemplate mongo, Finished finished, Complaints complaints) {
        this.mongo = mongo;
        this.finished = finished;
        this.complaints = complaints;
    }

    /** Keeps what there is to keep, and knows what there is beside it. What is kept already is not written again. */
    Known keep(Walked walked, AuthenticityPolicy policy) {
        TextPrint words = Beside.words(walked.texts(), walked.item().name(), policy.copy());
        Print print = Print.of(walked, words.characters() < policy.copy().leastCharacters() ? null : words);
        // The database answers a write when it is safe on disk: that alone takes longer than all that is asked.
        if (!print.equals(mongo.findById(print.id(), Print.class))) {
            mongo.save(print);
        }
        return new Beside(walked, words, keepPhotos(walked), mongo, finished, complaints);
    }

    /** What is kept of its own photos. Each is read once, and again only where another stands in its place. */
    private List<PhotoPrint> keepPhotos(Walked walked) {
        if (walked.photos().isEmpty()) {
            return List.of();
        }
        Map<String, PhotoPrint> known = mongo.find(Query.query(Criteria.where("_id").in(walked.photos().stream().map(photo -> PhotoPrint.idOf(walked, photo)).toList())),
                PhotoPrint.class).stream().collect(Collectors.toMap(PhotoPrint::id, Function.identity()));
        List<PhotoPrint> kept = new ArrayList<>();
        List<PhotoPrint> fresh = new ArrayList<>();
        for (Photo photo : walked.photos()) {
            PhotoPrint before = known.get(PhotoPrint.idOf(walked, photo));
            if (before != null && before.sha256().equals(photo.sha256())) {
                kept.add(before);
            } else if (fresh.size() < MOST_OWN_PHOTOS) {
                fresh.add(PhotoPrint.of(walked, photo, look(photo.sha256())));
            }
        }
        if (!fresh.isEmpty()) {
            BulkOperations writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, PhotoPrint.class);
            fresh.forEach(print -> writes.replaceOne(Query.query(Criteria.where("_id").is(print.id())), print, FindAndReplaceOptions.options().upsert()));
            writes.execute();
        }
        kept.addAll(fresh);
        return kept;
    }

    private @Nullable Long look(String sha256) {
        return finished.photo(sha256).flatMap(content -> {
            try (content) {
                return PhotoLook.of(content);
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }).orElse(null);
    }
}
