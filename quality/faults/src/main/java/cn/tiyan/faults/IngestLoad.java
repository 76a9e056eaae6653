package cn.tiyan.faults;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.SignedPush;
import cn.tiyan.faults.Item.Kind;
import cn.tiyan.faults.Item.Sender;
import cn.tiyan.faults.Ledger.Open;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Four senders that push by every {@link Way} at once, at a steady pace. Of what they are not told to be kept, half is pushed again
 * after a while, signed afresh, half never. Besides, things are pushed that must be refused.
 */
final class IngestLoad {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Provider SM3 = new BouncyCastleProvider();
    private static final String INBOUND = "feedback.inbound";
    private static final int IN_FLIGHT = 400;
    private static final int BAD_PER_SECOND = 5;
    private static final long AGAIN_AFTER_MILLIS = 5_000;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final Platform platform;
    private final Map<Sender, SignedPush> senders = new EnumMap<>(Sender.class);
    private final Matters matters;
    private final Ledger ledger = new Ledger();
    private final String run;
    private final KafkaProducer<String, byte[]> producer;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> pacers = new ArrayList<>();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private final long began = System.nanoTime();
    private volatile boolean stopping;

    IngestLoad(Platform platform, String run, long seed) {
        this.platform = platform;
        this.run = run;
        this.matters = new Matters(run, seed);
        senders.put(Sender.SHENYANG, platform.hotline());
        senders.put(Sender.DALIAN, platform.dalian().chinese(SM3));
        senders.put(Sender.LIAONING, platform.ratings());
        senders.put(Sender.WINDOW, platform.window().chinese(SM3));
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", System.getenv("KAFKA_BOOTSTRAP"), "acks", "all", "max.block.ms", 6_000,
                "request.timeout.ms", 5_000, "delivery.timeout.ms", 12_000, "linger.ms", 5), new StringSerializer(), new ByteArraySerializer());
    }

    void start() {
        for (Way way : Way.values()) {
            pacers.add(Thread.ofVirtual().start(() -> pace(way.perSecond(), () -> push(way, matters.draw(way.items())))));
        }
        pacers.add(Thread.ofVirtual().start(() -> pace(BAD_PER_SECOND, this::pushBad)));
    }

    /** Ends when the last answer is there. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread pacer : pacers) {
            pacer.join();
        }
        threads.shutdown();
        threads.awaitTermination(90, TimeUnit.SECONDS);
        producer.close();
        client.close();
    }

    Ledger ledger() {
        return ledger;
    }

    SignedPush signing(Sender sender) {
        return senders.get(sender);
    }

    /** So many pushes were acknowledged. */
    long acknowledged() {
        return count("acknowledged");
    }

    /** A batch of more than fits in memory, which must not be kept. Returns how it was answered. */
    String pushLargeBatch() throws IOException, InterruptedException {
        String padding = ",\"padding\":\"" + "字".repeat(60_000) + "\"}";
        byte[] body = bytes(IntStream.range(0, 8).mapToObj(_ -> Matters.order(badKey(), 1, "COMPLAINT").replaceFirst("}$", padding))
                .collect(Collectors.joining("\n")));
        SignedPush hotline = senders.get(Sender.SHENYANG);
        return status(timed(hotline.signed(Kind.ORDER.path(), body, Instant.now(), UUID.randomUUID().toString())
                .headers("Content-Type", Way.LINES.type(), "Tiyan-Digest", hotline.digestOf(body)).build()));
    }

    /** A file of an office; returns how it was answered. */
    String handInFile() throws IOException, InterruptedException {
        return status(platform.as("shenyang.ban").upload("/api/v1/feedback/files?kind=hotline-orders", "orders.csv", "text/csv",
                bytes("工单编号,标题\n" + badKey() + ",无处可放\n")).response());
    }

    private static String status(HttpResponse<String> answer) {
        return answer.statusCode() + (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isEmpty() ? " without Retry-After" : "");
    }

    /** The longest that anybody waited for an answer. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** How many answers of each kind, by way. */
    Map<String, Long> answers() {
        return answers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum(), (one, _) -> one, TreeMap::new));
    }

    String summary() {
        double perSecond = answers.values().stream().mapToLong(LongAdder::sum).sum() * 1e9 / (System.nanoTime() - began);
        return "%,d pushes acknowledged, %,d open (503), %,d open (no answer), %,d bad ones; %.0f a second"
                .formatted(count("acknowledged"), count("503"), count("no answer"), bad.get(), perSecond);
    }

    private long count(String answer) {
        return answers.entrySet().stream().filter(each -> each.getKey().endsWith(": " + answer)).mapToLong(each -> each.getValue().sum()).sum();
    }

    private void pace(int perSecond, Runnable request) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (long next = System.nanoTime(); !stopping; next = Math.max(next + interval, System.nanoTime() - 10 * interval)) {
            LockSupport.parkNanos(next - System.nanoTime());
            inFlight.acquireUninterruptibly();
            threads.submit(() -> {
                try {
                    request.run();
                } catch (RuntimeException e) {
                    ledger.wrong("the experiment itself", e.toString());
                } finally {
                    inFlight.release();
                }
            });
        }
    }

    // ---- good ones ----

    private void push(Way way, List<Item> items) {
        if (way == Way.KAFKA) {
            write(items.getFirst());
            return;
        }
        Item first = items.getFirst();
        byte[] body = body(way, items);
        try {
            HttpResponse<String> answer = send(way, senders.get(first.sender()), first.kind().path(), body, UUID.randomUUID().toString());
            if (answer.statusCode() == 202) {
                taken(way, items, JSON.readTree(answer.body()));
            } else if (answer.statusCode() == 503 && answer.headers().firstValueAsLong("Retry-After").isPresent()) {
                open(way, items, way.batch() ? Open.BATCH_REFUSED : Open.ONE_REFUSED, "503");
            } else {
                ledger.wrong(way + " → " + answer.statusCode(), answer.body());
                open(way, items, Open.CUT_OFF, "no answer");
            }
        } catch (IOException e) {
            open(way, items, Open.CUT_OFF, "no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void taken(Way way, List<Item> items, JsonNode answer) {
        if (!way.batch()) {
            ledger.receipt(new Ledger.Receipt(items.getFirst().sender(), answer.path("receiptId").asString(), List.of(items.getFirst().key())));
            acknowledged(way, items.getFirst());
            return;
        }
        List<String> kept = new ArrayList<>();
        for (int at = 0; at < answer.path("results").size(); at++) {
            JsonNode result = answer.path("results").get(at);
            boolean accepted = "ACCEPTED".equals(result.path("status").asString());
            if (accepted && at < items.size()) {
                kept.add(items.get(at).key());
                acknowledged(way, items.get(at));
            } else if (accepted == at >= items.size()) {
                ledger.wrong(way + (accepted ? " takes what is bad" : " refuses what is good"), result.toString());
            }
        }
        ledger.receipt(new Ledger.Receipt(items.getFirst().sender(), answer.path("receiptId").asString(), kept));
    }

    private void acknowledged(Way way, Item item) {
        ledger.acknowledged(item);
        count(way, "acknowledged", 1);
    }

    private void open(Way way, List<Item> items, Open why, String answer) {
        items.forEach(item -> ledger.open(item, why));
        count(way, answer, items.size());
        if (ThreadLocalRandom.current().nextBoolean()) {
            Thread.ofVirtual().start(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_AFTER_MILLIS));
                matters.again(items);
            });
        }
    }

    private void count(Way way, String answer, int items) {
        answers.computeIfAbsent(way + ": " + answer, _ -> new LongAdder()).add(items);
    }

    /** In every fourth batch there is one more, the last, that must be refused. */
    private byte[] body(Way way, List<Item> items) {
        List<String> bodies = new ArrayList<>(items.stream().map(Item::body).toList());
        if (way.batch() && items.getFirst().sender() == Sender.SHENYANG && ThreadLocalRandom.current().nextInt(4) == 0) {
            bodies.add(Matters.order(badKey(), 1, "WISH"));
        }
        Kind kind = items.getFirst().kind();
        return switch (way) {
            case STRUCTURED -> bytes(event(kind, bodies.getFirst()));
            case EVENTS -> bytes(bodies.stream().map(body -> event(kind, body)).collect(Collectors.joining(",", "[", "]")));
            case LINES -> SignedPush.packed(bytes(String.join("\n", bodies)));
            case PLAIN, BINARY, KAFKA -> bytes(bodies.getFirst());
        };
    }

    private static String event(Kind kind, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"urn:faults\",\"type\":\"%s\",\"data\":%s}".formatted(UUID.randomUUID(), type(kind), data);
    }

    private static String type(Kind kind) {
        return "cn.tiyan." + kind.address() + ".v1";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(Way way, SignedPush sender, String path, byte[] body, String nonce) throws IOException, InterruptedException {
        var request = sender.signed(path, body, Instant.now(), nonce).header("Content-Type", way.type());
        if (way.batch()) {
            request.header("Tiyan-Digest", sender.digestOf(body));
        }
        if (way == Way.LINES) {
            request.header("Content-Encoding", "gzip");
        }
        if (way == Way.BINARY) {
            request.headers("ce-specversion", "1.0", "ce-id", nonce, "ce-source", "urn:faults", "ce-type",
                    "cn.tiyan." + path.substring(path.lastIndexOf('/') + 1) + ".v1");
        }
        return timed(request.build());
    }

    private HttpResponse<String> timed(HttpRequest request) throws IOException, InterruptedException {
        long sent = System.nanoTime();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } finally {
            longest.accumulateAndGet(System.nanoTime() - sent, Math::max);
        }
    }

    // ---- by Kafka ----

    private void write(Item item) {
        try {
            producer.send(message(senders.get(item.sender()), item.kind(), item.key(), bytes(item.body())), (_, failure) -> {
                if (failure == null) {
                    acknowledged(Way.KAFKA, item);
                } else {
                    open(Way.KAFKA, List.of(item), Open.UNCONFIRMED, "no answer");
                }
            });
        } catch (KafkaException e) {
            open(Way.KAFKA, List.of(item), Open.UNCONFIRMED, "no answer");
        }
    }

    private static ProducerRecord<String, byte[]> message(SignedPush sender, Kind kind, String key, byte[] body) {
        var message = new ProducerRecord<>(INBOUND, key, body);
        sender.headers("KAFKA", INBOUND + "/" + kind.address(), body, Instant.now(), UUID.randomUUID().toString())
                .forEach((name, value) -> message.headers().add(name, bytes(value)));
        Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_source", "urn:faults", "ce_type", type(kind), "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, bytes(value)));
        return message;
    }

    // ---- bad ones ----

    private String badKey() {
        String key = "X" + run + "-" + bad.incrementAndGet();
        ledger.bad(key);
        return key;
    }

    /** Each in its own way is not to be taken; while something is away, 503 or no answer will do as well. */
    private void pushBad() {
        String key = badKey();
        String path = Kind.ORDER.path();
        String nonce = UUID.randomUUID().toString();
        byte[] order = bytes(Matters.order(key, 1, "COMPLAINT"));
        SignedPush forger = new SignedPush(platform.gateway(), Sender.SHENYANG.id(), new byte[32]);
        SignedPush hotline = senders.get(Sender.SHENYANG);
        try {
            switch (ThreadLocalRandom.current().nextInt(7)) {
                case 0 -> refused("wrong signature", 401, send(Way.PLAIN, forger, path, order, nonce));
                case 1 -> refused("wrong signature on a batch", 401, send(Way.LINES, forger, path, SignedPush.packed(bytes(Matters.order(key, 1, "COMPLAINT"))), nonce));
                case 2 -> refused("broken JSON", 400, send(Way.PLAIN, hotline, path, Arrays.copyOf(order, order.length - 1), nonce));
                case 3 -> refused("unknown code", 400, send(Way.PLAIN, hotline, path, bytes(Matters.order(key, 1, "WISH")), nonce));
                case 4 -> refused("another's channel", 403, send(Way.PLAIN, senders.get(Sender.WINDOW), path, order, nonce));
                case 5 -> {
                    byte[] nothing = new byte[0];
                    if (timed(hotline.signed("/api/v1/ingest/self-test", nothing, Instant.now(), nonce).build()).statusCode() == 200) {
                        refused("replayed nonce", 401, send(Way.PLAIN, hotline, path, order, nonce));
                    }
                }
                default -> producer.send(message(forger, Kind.ORDER, key, order), (_, _) -> { });
            }
        } catch (IOException | KafkaException e) {
            // Not taken either.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refused(String what, int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status && answer.statusCode() != 503) {
            ledger.wrong(what + " → " + answer.statusCode(), answer.body());
        }
    }
}
