package cn.tiyan.experiencer.organisation;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.security.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Plants the tree of Liaoning at the first start, before the service calls itself ready. Later starts cost one query: a unit
 * that is there, whatever has become of it since, is left alone.
 */
@Component
class LiaoningSeed implements ApplicationRunner {

    static final String FILE = "/organisation/liaoning.csv";
    private static final Logger log = LoggerFactory.getLogger(LiaoningSeed.class);
    /** The database groups the commits of writes that come together: many at a time are several times as fast as one by one. */
    private static final int AT_A_TIME = 16;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Clock clock;

    LiaoningSeed(AggregateStore store, MongoTemplate mongo, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** One line of the file. */
    record Line(String code, String name, UnitKind kind, @Nullable String parent) {
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        Set<String> there = new HashSet<>(mongo.findDistinct(new Query(), "_id", OrganisationUnit.class, String.class));
        Instant begun = Instant.now();
        int planted = 0;
        for (List<OrganisationUnit> level : levels(lines(), Actor.service("experiencer-service"), clock.instant())) {
            planted += insert(level.stream().filter(unit -> !there.contains(unit.id())).toList());
        }
        if (planted > 0) {
            log.info("Planted {} units of the organisation tree in {} ms", planted, Duration.between(begun, Instant.now()).toMillis());
        }
    }

    private int insert(List<OrganisationUnit> units) throws InterruptedException {
        if (units.isEmpty()) {
            return 0;
        }
        int inserted = 0;
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Callable<Boolean>> inserts = units.stream().<Callable<Boolean>>map(unit -> () -> store.insertOnce(unit)).toList();
            for (Future<Boolean> insert : threads.invokeAll(inserts)) {
                inserted += insert.get() ? 1 : 0;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The organisation tree cannot be planted", e.getCause());
        }
        return inserted;
    }

    /** The units by their depth in the tree, so that nobody ever finds a unit whose parent is still to come. */
    static List<List<OrganisationUnit>> levels(List<Line> lines, Actor by, Instant at) {
        Map<String, OrganisationUnit> units = new LinkedHashMap<>();
        List<List<OrganisationUnit>> levels = new ArrayList<>();
        for (Line line : lines) {
            OrganisationUnit parent = line.parent == null ? null : units.get(line.parent);
            if (line.parent != null && parent == null || units.containsKey(line.code)) {
                throw new IllegalStateException(FILE + ": " + line.code + " is there twice or before its parent");
            }
            var unit = new OrganisationUnit(line.code, line.name, line.kind, parent, by, "按行政区划代码（GB/T 2260）初始化", at);
            units.put(line.code, unit);
            int depth = unit.within().size() - 1;
            if (levels.size() == depth) {
                levels.add(new ArrayList<>());
            }
            levels.get(depth).add(unit);
        }
        return levels;
    }

    static List<Line> lines() {
        try (var reader = new BufferedReader(new InputStreamReader(LiaoningSeed.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).skip(1).map(LiaoningSeed::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 4) {
            throw new IllegalStateException(FILE + ": four cells expected in: " + line);
        }
        return new Line(cells[0], cells[1], UnitKind.valueOf(cells[2]), cells[3].isEmpty() ? null : cells[3]);
    }
}
