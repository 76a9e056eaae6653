package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.walkthrough.authenticity.Walked.Photo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Remembers of every walkthrough what later ones are held against. Each question is one search of an index, and reads a bounded number. */
@Component
class Memory implements Known {

    private static final Duration BEFORE = Duration.ofDays(2);
    private static final Duration AFTER = Duration.ofDays(1);
    private static final int MOST_CANDIDATES = 500;
    private static final int MOST_PHOTOS = 2000;
    private static final int MOST_OWN_PHOTOS = 200;
    private static final int MOST_COUNTED = 100_000;
    /** By how much an estimate may be too low, and how many of the best are read whole. */
    private static final double DOUBT = 0.13;
    private static final int READ_WHOLE = 3;
    private static final int CLOSEST_BY_QUARTERS = 3;

    private final MongoTemplate mongo;
    private final Finished finished;
    private final Complaints complaints;

    Memory(MongoTemplate mongo, Finished finished, Complaints complaints) {
        this.mongo = mongo;
        this.finished = finished;
        this.complaints = complaints;
    }

    /** Keeps what there is to keep; again, and it is as it was. */
    void keep(Walked walked, AuthenticityPolicy policy) {
        TextPrint words = words(walked, policy.copy());
        mongo.save(Print.of(walked, words.characters() < policy.copy().leastCharacters() ? null : words));
        Set<String> known = prints(walked).stream().map(PhotoPrint::id).collect(Collectors.toSet());
        walked.photos().stream().filter(photo -> !known.contains(PhotoPrint.idOf(walked, photo))).limit(MOST_OWN_PHOTOS)
                .forEach(photo -> mongo.save(PhotoPrint.of(walked, photo, look(photo.sha256()))));
    }

    /** What is kept of its own photos: they are read once. */
    private List<PhotoPrint> prints(Walked walked) {
        return walked.photos().isEmpty() ? List.of() : mongo.find(Query.query(Criteria.where("_id")
                .in(walked.photos().stream().map(photo -> PhotoPrint.idOf(walked, photo)).toList())), PhotoPrint.class);
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

    private static TextPrint words(Walked walked, AuthenticityPolicy.Copy policy) {
        return TextPrint.of(walked.texts(), Stream.concat(policy.phrases().stream(), Stream.of(walked.item().name())).toList());
    }

    @Override
    public List<Print> around(Walked walked) {
        return mongo.find(Query.query(before(Criteria.where("walker").is(walked.walker()).and("startedAt").gte(walked.startedAt().minus(BEFORE))
                .lte(walked.finishedAt().plus(AFTER)), walked)).with(Sort.by("startedAt")).limit(MOST), Print.class).stream()
                .filter(print -> earlier(print.id(), print.at(), walked)).toList();
    }

    private static Criteria before(Criteria criteria, Walked walked) {
        return criteria.and("at").lte(walked.handedInAt());
    }

    /** Of two that were handed in within the same millisecond, one comes first all the same. */
    private static boolean earlier(String id, Instant at, Walked walked) {
        return at.isBefore(walked.handedInAt()) || at.equals(walked.handedInAt()) && id.compareTo(walked.id()) < 0;
    }

    /** What is read of a print to see whether its words are alike. */
    record Candidate(@Id String id, Instant at, @Nullable Binary signature) {
    }

    /** @param likeness estimated */
    private record Likely(String session, double likeness) {
    }

    @Override
    public Optional<Copy> nearest(Walked walked, AuthenticityPolicy.Copy policy) {
        TextPrint words = words(walked, policy);
        if (words.isEmpty() || words.characters() < policy.leastCharacters()) {
            return Optional.empty();
        }
        byte[] own = words.signature();
        Query query = Query.query(before(Criteria.where("bands").in(words.bands()), walked)).limit(MOST_CANDIDATES);
        query.fields().include("signature", "at");
        return mongo.find(query, Candidate.class, mongo.getCollectionName(Print.class)).stream()
                .filter(candidate -> earlier(candidate.id(), candidate.at(), walked) && candidate.signature() != null)
                .map(candidate -> new Likely(candidate.id(), TextPrint.estimate(own, candidate.signature().getData())))
                .filter(likely -> likely.likeness() >= policy.likeness() - DOUBT)
                .sorted(Comparator.comparingDouble(Likely::likeness).reversed().thenComparing(Likely::session)).limit(READ_WHOLE)
                .flatMap(likely -> finished.finished(likely.session()).stream()).map(other -> {
                    TextPrint theirs = words(other, policy);
                    return new Copy(other.id(), words.likeness(theirs), theirs.longestSentence(walked.texts()));
                })
                .filter(copy -> copy.likeness() >= policy.likeness()).max(Comparator.comparingDouble(Copy::likeness));
    }

    @Override
    public Optional<Sighting> seen(Walked walked, AuthenticityPolicy.Photo policy) {
        if (walked.photos().isEmpty()) {
            return Optional.empty();
        }
        return sameFile(walked).or(() -> sameLook(walked, policy.distance()));
    }

    private Optional<Sighting> sameFile(Walked walked) {
        return others(Criteria.where("sha256").in(walked.photos().stream().map(Photo::sha256).toList()), walked)
                .flatMap(other -> walked.photos().stream().filter(photo -> photo.sha256().equals(other.sha256()))
                        .map(photo -> new Sighting(photo.name(), other.session(), -1))).findFirst();
    }

    private Optional<Sighting> sameLook(Walked walked, int distance) {
        Map<String, Long> looks = new HashMap<>();
        for (PhotoPrint own : prints(walked)) {
            Long look = own.look();
            if (look != null) {
                looks.put(own.id(), look);
            }
        }
        List<Integer> bands = looks.values().stream().flatMap(look -> PhotoLook.bands(look, distance > CLOSEST_BY_QUARTERS).stream()).distinct().toList();
        if (bands.isEmpty()) {
            return Optional.empty();
        }
        return others(Criteria.where("bands").in(bands), walked).flatMap(other -> walked.photos().stream().flatMap(photo -> {
            Long own = looks.get(PhotoPrint.idOf(walked, photo));
            Long theirs = other.look();
            return own == null || theirs == null ? Stream.empty() : Stream.of(new Sighting(photo.name(), other.session(), PhotoLook.distance(own, theirs)));
        })).filter(sighting -> sighting.distance() <= distance).min(Comparator.comparingInt(Sighting::distance).thenComparing(Sighting::session));
    }

    private Stream<PhotoPrint> others(Criteria criteria, Walked walked) {
        return mongo.find(Query.query(before(criteria, walked)).limit(MOST_PHOTOS), PhotoPrint.class).stream()
                .filter(other -> !other.session().equals(walked.id()) && earlier(other.session(), other.at(), walked))
                .sorted(Comparator.comparing(PhotoPrint::at).thenComparing(PhotoPrint::id));
    }

    @Override
    public long ended(Walked walked, LocalDate from, LocalDate to) {
        return mongo.count(Query.query(Criteria.where("unit").is(walked.unit()).and("finishedAt").gte(from.atStartOfDay(Said.CHINA).toInstant())
                .lt(to.plusDays(1).atStartOfDay(Said.CHINA).toInstant())).limit(MOST_COUNTED), Print.class);
    }

    @Override
    public long complaints(Walked walked, Instant from, Instant to) {
        String place = walked.place();
        return complaints.count(walked.item().code(), place == null ? walked.unit() : place, from, to);
    }
}
