package cn.tiyan.faults;

import cn.tiyan.e2e.Platform;
import cn.tiyan.faults.Item.Kind;
import cn.tiyan.faults.Item.Matter;
import cn.tiyan.faults.Item.Sender;
import cn.tiyan.faults.Ledger.Fate;
import cn.tiyan.faults.Ledger.Open;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what is on record against what senders were told, once everything has come to rest. */
final class Reckoning {

    private static final Duration SETTLING = Duration.ofMinutes(6);
    private static final Map<String, String> READERS = Map.of("feedback-ingest-service.inbound", "feedback.inbound",
            "feedback-ingest-service.arrivals", "feedback.arrivals");
    private static final int ASKING_AT_ONCE = 12;
    private static final JsonMapper JSON = new JsonMapper();

    private final Platform platform;
    private final IngestLoad load;
    private final Ledger ledger;
    private final String run;
    private final Instant began;
    private final Findings findings;
    private final Instant deadline = Instant.now().plus(SETTLING);
    private final String kafka = System.getenv("KAFKA_BOOTSTRAP");

    Reckoning(Platform platform, IngestLoad load, String run, Instant began, Findings findings) {
        this.platform = platform;
        this.load = load;
        this.ledger = load.ledger();
        this.run = run;
        this.began = began;
        this.findings = findings;
    }

    void reckon() throws Exception {
        awaitRead();
        Map<Matter, List<JsonNode>> records = records();
        answers();
        records(records);
        issues(records);
        refused();
        receipts();
        left(records);
    }

    private void answers() {
        Map<String, Long> answers = load.answers();
        answers.forEach((way, count) -> System.out.printf("    %-44s %,9d%n", way, count));
        findings.tell("answers", answers);
        findings.tell("bad ones pushed", ledger.bad().size());
        findings.tell("longest answer, ms", load.longest().toMillis());
        findings.note("nobody got another answer than 202, 503 with Retry-After, or what is wrong with a bad push", ledger.wrong().isEmpty(),
                ledger.wrong().isEmpty() ? "" : ledger.wrong().toString());
        findings.note("nobody waited longer than the gateway has patience", load.longest().compareTo(Duration.ofSeconds(30)) < 0,
                "%.1f s".formatted(load.longest().toMillis() / 1000.0));
    }

    // ---- what is on record ----

    /** Until the service has read all that was written. */
    private void awaitRead() throws InterruptedException, ExecutionException {
        Instant from = Instant.now();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            // Inbound first, which writes what arrivals reads; twice, since it may have done so between the two questions.
            for (int quiet = 0; quiet < 2 && Instant.now().isBefore(deadline); ) {
                long waiting = 0;
                for (var reader : READERS.entrySet()) {
                    waiting += behind(admin, reader.getKey(), reader.getValue());
                }
                quiet = waiting == 0 ? quiet + 1 : 0;
                Thread.sleep(1_000);
            }
        }
        System.out.printf("  all read after %.0f s%n", Duration.between(from, Instant.now()).toMillis() / 1000.0);
    }

    private static long behind(Admin admin, String group, String topic) throws InterruptedException, ExecutionException {
        var done = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
        var ends = admin.listOffsets(partitions.stream()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition.partition()), _ -> OffsetSpec.latest()))).all().get();
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - (done.get(end.getKey()) == null ? 0 : done.get(end.getKey()).offset())).sum();
    }

    /** As whoever may see the whole province lists it. */
    private Map<Matter, List<JsonNode>> records() throws IOException, InterruptedException {
        Map<Matter, List<JsonNode>> records = new HashMap<>();
        for (Sender sender : Sender.values()) {
            for (JsonNode line : since("/api/v1/feedback?limit=200&sender=" + sender.id())) {
                String key = line.path("key").asString();
                if (key.startsWith(run) || key.startsWith("X" + run)) {
                    Kind kind = sender == Sender.LIAONING ? Kind.RATING : sender == Sender.WINDOW ? Kind.REPORT : Kind.ORDER;
                    records.computeIfAbsent(new Matter(sender, kind, key), _ -> new ArrayList<>()).add(line);
                }
            }
        }
        return records;
    }

    private List<JsonNode> since(String path) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = platform.as("sheng.ban").get(path + (after.isEmpty() ? "" : "&after=" + after)).expect(200).json();
            for (JsonNode line : page.path("items")) {
                if (Instant.parse(line.path("createdAt").asString()).isBefore(began)) {
                    return all;
                }
                all.add(line);
            }
            after = page.path("next").asString("");
            if (after.isEmpty()) {
                return all;
            }
        }
    }

    private void records(Map<Matter, List<JsonNode>> records) {
        List<String> lost = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> services = new ArrayList<>();
        int acknowledged = 0;
        for (var known : ledger.matters().entrySet()) {
            Matter matter = known.getKey();
            int atLeast = newest(known.getValue());
            if (matter.kind() == Kind.SERVICE) {
                continue;
            }
            List<JsonNode> lines = records.getOrDefault(matter, List.of());
            if (atLeast > 0) {
                acknowledged++;
            }
            if (lines.isEmpty()) {
                if (atLeast > 0) {
                    lost.add(matter.key());
                }
                continue;
            }
            int shown = (int) Duration.between(Item.EPOCH, Instant.parse(lines.getFirst().path("occurredAt").asString())).toSeconds();
            boolean title = matter.kind() != Kind.ORDER || lines.getFirst().path("title").asString().contains("第" + shown + "版");
            if (shown < atLeast || !known.getValue().containsKey(shown) || !title) {
                wrong.add(matter.key() + " shows " + shown + ", newest acknowledged " + atLeast);
            }
            if (matter.kind() == Kind.RATING) {
                service(matter, lines.getFirst(), services);
            }
        }
        List<String> doubled = records.entrySet().stream().filter(entry -> entry.getValue().size() > 1).map(entry -> entry.getKey().key()).toList();
        List<String> unknown = records.keySet().stream().filter(matter -> !ledger.matters().containsKey(matter)).map(Matter::key).toList();
        findings.note("everything acknowledged is on record", lost.isEmpty(),
                "%,d orders, ratings and reports; lost %s".formatted(acknowledged, Findings.some(lost)));
        findings.note("none is on record twice", doubled.isEmpty(), "doubled " + Findings.some(doubled));
        findings.note("each is in its newest acknowledged version, or a newer one that was left open", wrong.isEmpty(),
                "otherwise " + Findings.some(wrong));
        findings.note("ratings show the newest acknowledged state of their service", services.isEmpty(), "otherwise " + Findings.some(services));
        findings.note("nothing is on record that nobody pushed", unknown.isEmpty(), "unknown " + Findings.some(unknown));
        try (MongoClient mongo = MongoClients.create(System.getenv("MONGODB_URI"))) {
            MongoCollection<Document> feedback = mongo.getDatabase("feedback").getCollection("feedback");
            long stored = feedback.countDocuments(Filters.regex("key", "^X?" + run));
            findings.note("the database holds as many as are listed", stored == records.size(), "%,d stored, %,d listed".formatted(stored, records.size()));
        }
    }

    private void service(Matter rating, JsonNode line, List<String> otherwise) {
        TreeMap<Integer, Fate> service = ledger.matters().getOrDefault(serviceOf(rating), new TreeMap<>());
        String name = line.path("serviceItem").path("name").asString("");
        int shown = name.isEmpty() ? 0 : Integer.parseInt(name.replaceAll("\\D", ""));
        if (shown < newest(service) || shown > 0 && !service.containsKey(shown)) {
            otherwise.add(rating.key() + " shows " + shown + ", newest acknowledged " + newest(service));
        }
    }

    private static Matter serviceOf(Matter rating) {
        return new Matter(rating.sender(), Kind.SERVICE, rating.key().substring(0, rating.key().indexOf('/')));
    }

    /** The newest version that is acknowledged, 0 if none is. */
    private static int newest(TreeMap<Integer, Fate> fates) {
        return fates.entrySet().stream().filter(fate -> fate.getValue().acknowledged()).mapToInt(Map.Entry::getKey).max().orElse(0);
    }

    // ---- what came of it ----

    /** Superseded snapshots call for an issue too; a rating only once its service is known. */
    private void issues(Map<Matter, List<JsonNode>> records) throws IOException, InterruptedException {
        Map<String, Matter> must = new HashMap<>();
        Map<String, Matter> may = new HashMap<>();
        records.forEach((matter, lines) -> {
            TreeMap<Integer, Fate> fates = ledger.matters().getOrDefault(matter, new TreeMap<>());
            TreeMap<Integer, Fate> needed = matter.kind() == Kind.RATING ? ledger.matters().getOrDefault(serviceOf(matter), new TreeMap<>()) : null;
            String id = lines.getFirst().path("id").asString();
            if (fates.values().stream().anyMatch(Fate::calls) && (needed == null || !needed.isEmpty())) {
                may.put(id, matter);
            }
            if (fates.values().stream().anyMatch(fate -> fate.calls() && fate.acknowledged()) && (needed == null || newest(needed) > 0)) {
                must.put(id, matter);
            }
        });
        Map<String, Integer> issues = Map.of();
        while (true) {
            issues = new HashMap<>();
            for (JsonNode issue : since("/api/v1/issues?limit=200")) {
                issues.merge(issue.at("/source/id").asString(), 1, Integer::sum);
            }
            if (issues.keySet().containsAll(must.keySet()) || Instant.now().isAfter(deadline)) {
                break;
            }
            Thread.sleep(2_000);
        }
        Map<String, Integer> found = issues;
        List<String> missing = must.entrySet().stream().filter(each -> !found.containsKey(each.getKey())).map(each -> each.getValue().key()).toList();
        Set<String> ours = records.values().stream().flatMap(List::stream).map(line -> line.path("id").asString()).collect(Collectors.toSet());
        List<String> doubled = found.entrySet().stream().filter(each -> each.getValue() > 1 && ours.contains(each.getKey()))
                .map(Map.Entry::getKey).toList();
        List<String> uncalled = found.keySet().stream().filter(id -> ours.contains(id) && !may.containsKey(id)).toList();
        findings.note("each of which the rules call for an issue has one", missing.isEmpty(),
                "%,d called for; without %s".formatted(must.size(), Findings.some(missing)));
        findings.note("none has two", doubled.isEmpty(), "doubled " + Findings.some(doubled));
        findings.note("no other has one", uncalled.isEmpty(), "uncalled for " + Findings.some(uncalled));
    }

    /** What must not be kept is in no list, in no collection and not in the log. */
    private void refused() {
        Set<String> kept = new HashSet<>();
        try (MongoClient mongo = MongoClients.create(System.getenv("MONGODB_URI"))) {
            for (String name : List.of("feedback", "outcomes")) {
                mongo.getDatabase("feedback").getCollection(name).find(Filters.regex("key", "^X" + run))
                        .forEach(document -> kept.add(document.getString("key")));
            }
        }
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("feedback.arrivals").stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    String matter = message.key().substring(message.key().indexOf('/') + 1);
                    if (ledger.bad().contains(matter)) {
                        kept.add(matter);
                    }
                }
            }
        }
        findings.note("nothing that was refused is kept anywhere", kept.isEmpty(), "%,d pushed; kept %s".formatted(ledger.bad().size(), Findings.some(kept)));
    }

    /** Every receipt that was given, asked for by whom it was given to. */
    private void receipts() throws InterruptedException, ExecutionException {
        List<Ledger.Receipt> receipts = ledger.receipts();
        List<String> unclear = new ArrayList<>();
        Map<String, Integer> effects = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(ASKING_AT_ONCE)) {
            List<Callable<List<JsonNode>>> questions = receipts.stream().<Callable<List<JsonNode>>>map(receipt -> () -> ask(receipt)).toList();
            List<Future<List<JsonNode>>> told = threads.invokeAll(questions);
            for (int at = 0; at < told.size(); at++) {
                Ledger.Receipt receipt = receipts.get(at);
                List<JsonNode> items = told.get(at).get();
                List<String> keys = items.stream().map(item -> item.path("key").asString()).toList();
                items.forEach(item -> effects.merge(item.path("effect").asString(item.path("state").asString()), 1, Integer::sum));
                boolean processed = items.stream().allMatch(item -> "PROCESSED".equals(item.path("state").asString()));
                if (!processed || !keys.equals(receipt.keys())) {
                    unclear.add(receipt.id());
                }
            }
        }
        findings.tell("receipts", effects);
        findings.note("every receipt says what became of it", unclear.isEmpty(), "%,d receipts of %,d pushes, %s; unclear %s".formatted(receipts.size(),
                effects.values().stream().mapToInt(Integer::intValue).sum(), effects, Findings.some(unclear)));
    }

    private List<JsonNode> ask(Ledger.Receipt receipt) throws IOException, InterruptedException {
        HttpResponse<String> answer = load.signing(receipt.by()).get("/api/v1/ingest/receipts/" + receipt.id());
        JsonNode told = JSON.readTree(answer.body());
        return answer.statusCode() != 200 ? List.of() : told.has("items") ? told.path("items").valueStream().toList() : List.of(told);
    }

    /** What a 503 or no answer leaves open may be kept or not: how much was, of what was acknowledged in no version. */
    private void left(Map<Matter, List<JsonNode>> records) {
        Map<Open, int[]> open = new EnumMap<>(Open.class);
        ledger.matters().forEach((matter, fates) -> {
            if (matter.kind() != Kind.SERVICE && newest(fates) == 0) {
                var why = EnumSet.noneOf(Open.class);
                fates.values().forEach(fate -> why.addAll(fate.open()));
                int[] counts = open.computeIfAbsent(why.size() == 1 ? why.iterator().next() : Open.CUT_OFF, _ -> new int[2]);
                counts[0]++;
                counts[1] += records.containsKey(matter) ? 1 : 0;
            }
        });
        Map<String, String> told = new TreeMap<>();
        open.forEach((why, counts) -> told.put(why.toString(), "%,d, kept all the same %,d".formatted(counts[0], counts[1])));
        findings.tell("never acknowledged", told);
        System.out.println("  never acknowledged, neither lost nor refused: " + told);
    }
}
