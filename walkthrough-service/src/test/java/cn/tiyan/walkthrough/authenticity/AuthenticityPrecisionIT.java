package cn.tiyan.walkthrough.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview.Find;
import cn.tiyan.walkthrough.authenticity.Walks.Made;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * How often each signal is right, and how much it misses, on a season that {@link Walks} makes: printed, and written to
 * {@code target/authenticity.md}. With {@code -Dtiyan.draw=true} the table of docs/authenticity.md is drawn anew.
 */
@PlatformTest
class AuthenticityPrecisionIT {

    /** Another than that on which the thresholds were chosen, 20231210. */
    private static final long SEED = 20_241_031;
    private static final int HONEST = 2_000;
    private static final int STAGED = 400;
    private static final Path PAGE = Path.of("../docs/authenticity.md");
    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- /measured -->";

    @Autowired
    private MongoTemplate mongo;

    /** How a signal did. */
    private record Score(int right, int wrong, int missed) {

        String precision() {
            return share(right, right + wrong);
        }

        String recall() {
            return share(right, right + missed);
        }
    }

    @Test
    void tellsStagedFromHonestAsWellAsTheDocumentSays() throws IOException {
        var walks = new Walks(SEED, HONEST, STAGED);
        List<Made> all = walks.all();
        Map<String, Walked> byId = all.stream().collect(Collectors.toMap(one -> one.walked().id(), Made::walked));
        var memory = new Memory(mongo, new Finished() {
            @Override
            public Optional<Walked> finished(String id) {
                return Optional.ofNullable(byId.get(id));
            }

            @Override
            public Walked finished(String id, Caller caller) {
                return byId.get(id);
            }

            @Override
            public List<Written> written(Collection<String> ids) {
                return ids.stream().map(byId::get).map(other -> new Written(other.id(), other.item().name(), other.texts())).toList();
            }

            @Override
            public void sendBack(String id, String reason, Caller by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<InputStream> photo(String sha256) {
                return Optional.of(walks.photo(sha256));
            }
        }, walks);
        AuthenticityPolicy policy = Binder.get(new StandardEnvironment()).bindOrCreate("none", AuthenticityPolicy.class);

        Map<String, Set<SignalKind>> atOnce = new HashMap<>();
        double[] millis = new double[all.size()];
        int done = 0;
        for (Made one : all) {
            long began = System.nanoTime();
            atOnce.put(one.walked().id(), kinds(Reviews.finds(one.walked(), memory.keep(one.walked(), policy), policy)));
            millis[done++] = (System.nanoTime() - began) / 1e6;
        }
        Map<String, Set<SignalKind>> again = new HashMap<>();
        all.forEach(one -> again.put(one.walked().id(), kinds(Reviews.finds(one.walked(), memory.keep(one.walked(), policy), policy))));
        mongo.getCollection("authenticity_print").deleteMany(new Document("walker", new Document("$regex", "^walker\\.")));
        mongo.getCollection("authenticity_photo").deleteMany(new Document("session", new Document("$regex", "^wlk_made")));

        Map<SignalKind, Score> scores = scores(all, atOnce);
        Map<SignalKind, Score> later = scores(all, again);
        String table = table(all, scores, later, atOnce, millis);
        System.out.println(table);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/authenticity.md"), table);
        if (Boolean.getBoolean("tiyan.draw")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table + page.substring(page.indexOf(END)));
        }
        scores.forEach((kind, score) -> assertThat(score.right()).as(kind + " right at least sometimes").isPositive());
        assertThat(precision(scores.get(SignalKind.COPIED_TEXT))).isGreaterThan(0.65);
        assertThat(recall(scores.get(SignalKind.COPIED_TEXT))).isGreaterThan(0.5);
        assertThat(precision(scores.get(SignalKind.SEEN_PHOTO))).isGreaterThan(0.4);
        assertThat(recall(scores.get(SignalKind.SEEN_PHOTO))).isGreaterThan(0.5);
        assertThat(precision(scores.get(SignalKind.LONG_GAP))).isGreaterThan(0.6);
        assertThat(recall(scores.get(SignalKind.IMPOSSIBLE_PACE))).isGreaterThan(0.5);
    }

    private static Set<SignalKind> kinds(List<Find> finds) {
        return finds.stream().map(find -> find.rule().kind()).filter(kind -> !kind.isCircumstance())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SignalKind.class)));
    }

    private static Map<SignalKind, Score> scores(List<Made> all, Map<String, Set<SignalKind>> found) {
        Map<SignalKind, Score> scores = new EnumMap<>(SignalKind.class);
        for (SignalKind kind : SignalKind.values()) {
            if (!kind.isCircumstance()) {
                int right = count(all, one -> one.staged().contains(kind) && found.get(one.walked().id()).contains(kind));
                int wrong = count(all, one -> !one.staged().contains(kind) && found.get(one.walked().id()).contains(kind));
                int missed = count(all, one -> one.staged().contains(kind) && !found.get(one.walked().id()).contains(kind));
                scores.put(kind, new Score(right, wrong, missed));
            }
        }
        return scores;
    }

    private static int count(List<Made> all, java.util.function.Predicate<Made> which) {
        return (int) all.stream().filter(which).count();
    }

    private static double precision(Score score) {
        return (double) score.right() / Math.max(1, score.right() + score.wrong());
    }

    private static double recall(Score score) {
        return (double) score.right() / Math.max(1, score.right() + score.missed());
    }

    private static String table(List<Made> all, Map<SignalKind, Score> scores, Map<SignalKind, Score> later, Map<String, Set<SignalKind>> found, double[] millis) {
        List<String> lines = new ArrayList<>();
        int honest = count(all, one -> one.staged().isEmpty());
        int staged = all.size() - honest;
        lines.add("%,d honest and %,d staged walkthroughs, seed %d; with 95 %% intervals (Wilson).".formatted(honest, staged, SEED));
        lines.add("");
        lines.add("| signal | staged so | raised rightly | wrongly | precision | recall | recall when looked at again after the season |");
        lines.add("|---|---|---|---|---|---|---|");
        scores.forEach((kind, score) -> lines.add("| %s %s | %d | %d | %d | %s | %s | %s |".formatted(kind, kind.chinese(), score.right() + score.missed(),
                score.right(), score.wrong(), score.precision(), score.recall(), later.get(kind).recall())));
        lines.add("");
        lines.add("- Honest walkthroughs with no signal at all: %s.".formatted(
                share(count(all, one -> one.staged().isEmpty() && found.get(one.walked().id()).isEmpty()), honest)));
        lines.add("- Staged ones with at least one: %s.".formatted(
                share(count(all, one -> !one.staged().isEmpty() && !found.get(one.walked().id()).isEmpty()), staged)));
        Arrays.sort(millis);
        System.out.printf("One look: median %.1f ms, 95th percentile %.1f ms%n", millis[millis.length / 2], millis[millis.length * 95 / 100]);
        return String.join("\n", lines) + "\n";
    }

    private static String share(int part, int whole) {
        if (whole == 0) {
            return "–";
        }
        double z = 1.96;
        double p = (double) part / whole;
        double middle = (p + z * z / (2 * whole)) / (1 + z * z / whole);
        double half = z / (1 + z * z / whole) * Math.sqrt(p * (1 - p) / whole + z * z / (4.0 * whole * whole));
        return String.format(Locale.ROOT, "%.1f %% (%.1f–%.1f)", 100 * p, 100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half));
    }
}
