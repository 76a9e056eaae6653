package cn.tiyan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;

/** The platform's broker: what its own tool reaches with it, and how far behind those are who read from it. */
final class Broker implements AutoCloseable {

    private static final String GROUP = "feedback-ingest-service.arrivals";
    private static final int PARTITIONS = 3;
    private static final Pattern LAST_LINE = Pattern.compile("(\\d+) records sent, ([0-9.,]+) records/sec");

    private final String address;
    private final Admin admin;

    Broker(String address) {
        this.address = address;
        this.admin = Admin.create(Map.of("bootstrap.servers", address));
    }

    /** Accepted pushes that are not folded yet. */
    long waiting() throws InterruptedException, ExecutionException {
        return waiting(GROUP);
    }

    /** What services have still to read of what others told them: of every group, folding among them. */
    Map<String, Long> downstream() throws InterruptedException, ExecutionException {
        Map<String, Long> waiting = new TreeMap<>();
        for (var group : admin.listGroups().all().get()) {
            long records = waiting(group.groupId());
            if (records > 0) {
                waiting.put(group.groupId(), records);
            }
        }
        return waiting;
    }

    private long waiting(String group) throws InterruptedException, ExecutionException {
        var done = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var ends = admin.listOffsets(done.keySet().stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()))).all().get();
        return done.entrySet().stream().mapToLong(each -> ends.get(each.getKey()).offset() - each.getValue().offset()).sum();
    }

    /** Until nobody has anything left to read, or patience ends. */
    void awaitDownstream(int seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!downstream().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /**
     * Records a second by Kafka's own {@code producer-perf-test} with these payloads, acknowledged by all replicas.
     *
     * @param settings of its producer, such as {@code linger.ms=2}; Kafka's own where there are none
     */
    double ownTool(Path folder, List<String> payloads, int records, List<String> settings) throws IOException, InterruptedException, ExecutionException {
        String topic = "bench-" + System.nanoTime();
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty()))).all().get();
        Path file = Files.write(folder.resolve("payloads.txt"), payloads);
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                "org.apache.kafka.tools.ProducerPerformance", "--topic", topic, "--num-records", Integer.toString(records), "--throughput", "-1",
                "--payload-file", file.toString(), "--producer-props", "bootstrap.servers=" + address, "acks=all"));
        command.addAll(settings);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        admin.deleteTopics(List.of(topic)).all().get();
        Matcher line = LAST_LINE.matcher(said);
        double rate = Double.NaN;
        while (line.find()) {
            rate = Double.parseDouble(line.group(2).replace(",", ""));
        }
        if (Double.isNaN(rate)) {
            throw new IOException("producer-perf-test said:\n" + said);
        }
        return rate;
    }

    @Override
    public void close() {
        admin.close();
    }
}
