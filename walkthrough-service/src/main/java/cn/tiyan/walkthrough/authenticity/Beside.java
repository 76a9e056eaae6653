package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.authenticity.Walked.Photo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What is remembered beside one walkthrough, for one look. Each question is asked once, is one search of an index, and reads a bounded number. */
final class Beside implements Known {

    private static final Duration BEFORE = Duration.ofDays(2);
    private static final Duration AFTER = Duration.ofDays(1);
    private static final int MOST_CANDIDATES = 500;
    private static final int MOST_PHOTOS = 2000;
    private static final int MOST_COUNTED = 100_000;
    /** By how much an estimate may be too low, and how many of the best are read whole. */
    private static final double DOUBT = 0.13;
    private static final int READ_WHOLE = 3;
    private static final int CLOSEST_BY_QUARTERS = 3;

    private final Walked walked;
    private final TextPrint words;
    private final List<PhotoPrint> photos;
    private final MongoTemplate mongo;
    private final Finished finished;
    private final Complaints complaints;
    private @Nullable List<Print> around;

    /**
     * @param words what was written
     * @param photos what is kept of its own photos
     */
    Beside(Walked walked, TextPrint words, List<PhotoPrint> photos, MongoTemplate mongo, Finished finished, Complaints complaints) {
        this.walked = walked;
        this.words = words;
        this.photos = photos;
        this.mongo = mongo;
        this.finished = finished;
        this.complaints = complaints;
    }

    /** The words of a walkthrough; its item's name and common phrases are everybody's. */
    static TextPrint words(Collection<String> texts, String item, AuthenticityPolicy.Copy policy) {
        return TextPrint.of(texts, Stream.concat(policy.phrases().stream(), Stream.of(item)).toList());
    }

    @Override
    public List<Print> around() {
        List<Print> found = around;
        if (found == null) {
            found = mongo.find(Query.query(before(Criteria.where("walker").is(walked.walker()).and("startedAt").gte(walked.startedAt().minus(BEFORE))
                    .lte(walked.finishedAt().plus(AFTER)))).with(Sort.by("startedAt")).limit(MOST), Print.class).stream()
                    .filter(print -> earlier(print.id(), print.at())).toList();
            around = found;
        }
        return found;
    }

    private Criteria before(Criteria criteria) {
        return criteria.and("at").lte(walked.handedInAt());
    }

    /** Of two that were handed in within the same millisecond, one comes first all the same. */
    private boolean earlier(String id, Instant at) {
        return at.isBefore(walked.handedInAt()) || at.equals(walked.handedInAt()) && id.compareTo(walked.id()) < 0;
    }

    /** What is read of a print to see whether its words are alike. */
    record Candidate(@Id String id, Instant at, @Nullable Binary signature) {
    }

    /** @param likeness estimated */
    private record Likely(String session, double likeness) {
    }

    /** @param likeness exact */
    private record Alike(String session, double likeness, TextPrint words) {
    }

    @Override
    public Optional<Copy> nearest(AuthenticityPolicy.Copy policy) {
        if (words.isEmpty() || words.characters() < policy.leastCharacters()) {
            return Optional.empty();
        }
        byte[] own = words.signature();
        Query query = Query.query(before(Criteria.where("bands").in(words.bands()))).limit(MOST_CANDIDATES);
        query.fields().include("signature", "at");
        List<String> likely = mongo.find(query, Candidate.class, mongo.getCollectionName(Print.class)).stream()
                .filter(candidate -> earlier(candidate.id(), candidate.at()) && candidate.signature() != null)
                .map(candidate -> new Likely(candidate.id(), TextPrint.estimate(own, candidate.signature().getData())))
                .filter(candidate -> candidate.likeness() >= policy.likeness() - DOUBT)
                .sorted(Comparator.comparingDouble(Likely::likeness).reversed().thenComparing(Likely::session)).limit(READ_WHOLE).map(Likely::session).toList();
        return likely.isEmpty() ? Optional.empty() : finished.written(likely).stream().map(other -> {
            TextPrint theirs = words(other.texts(), other.item(), policy);
            return new Alike(other.id(), words.likeness(theirs), theirs);
        }).filter(alike -> alike.likeness() >= policy.likeness())
                .min(Comparator.comparingDouble(Alike::likeness).reversed().thenComparing(alike -> likely.indexOf(alike.session())))
                .map(alike -> new Copy(alike.session(), alike.likeness(), alike.words().longestSentence(walked.texts())));
    }

    @Override
    public Optional<Sighting> seen(AuthenticityPolicy.Photo policy) {
        if (walked.photos().isEmpty()) {
            return Optional.empty();
        }
        return sameFile().or(() -> sameLook(policy.distance()));
    }

    private Optional<Sighting> sameFile() {
        return others(Criteria.where("sha256").in(walked.photos().stream().map(Photo::sha256).toList()))
                .flatMap(other -> walked.photos().stream().filter(photo -> photo.sha256().equals(other.sha256()))
                        .map(photo -> new Sighting(photo.name(), other.session(), -1))).findFirst();
    }

    private Optional<Sighting> sameLook(int distance) {
        Map<String, Long> looks = new HashMap<>();
        for (PhotoPrint own : photos) {
            Long look = own.look();
            if (look != null) {
                looks.put(own.id(), look);
            }
        }
        List<Integer> bands = looks.values().stream().flatMap(look -> PhotoLook.bands(look, distance > CLOSEST_BY_QUARTERS).stream()).distinct().toList();
        if (bands.isEmpty()) {
            return Optional.empty();
        }
        return others(Criteria.where("bands").in(bands)).flatMap(other -> walked.photos().stream().flatMap(photo -> {
            Long own = looks.get(PhotoPrint.idOf(walked, photo));
            Long theirs = other.look();
            return own == null || theirs == null ? Stream.empty() : Stream.of(new Sighting(photo.name(), other.session(), PhotoLook.distance(own, theirs)));
        })).filter(sighting -> sighting.distance() <= distance).min(Comparator.comparingInt(Sighting::distance).thenComparing(Sighting::session));
    }

    private Stream<PhotoPrint> others(Criteria criteria) {
        return mongo.find(Query.query(before(criteria)).limit(MOST_PHOTOS), PhotoPrint.class).stream()
                .filter(other -> !other.session().equals(walked.id()) && earlier(other.session(), other.at()))
                .sorted(Comparator.comparing(PhotoPrint::at).thenComparing(PhotoPrint::id));
    }

    @Override
    public long ended(LocalDate from, LocalDate to) {
        return mongo.count(Query.query(Criteria.where("unit").is(walked.unit()).and("finishedAt").gte(China.begins(from))
                .lt(China.begins(to.plusDays(1)))).limit(MOST_COUNTED), Print.class);
    }

    @Override
    public long complaints(Instant from, Instant to) {
        String place = walked.place();
        return complaints.count(walked.item().code(), place == null ? walked.unit() : place, from, to);
    }
}
