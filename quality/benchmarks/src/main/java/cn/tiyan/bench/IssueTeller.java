package cn.tiyan.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells Kafka the events of made-up issues' lives, as issue-service would, and of a province's units: 14 cities, each with 8 counties
 * and 6 departments, each county with 6 departments. Issues were found day after day over the last year; many thousand are open at once, so events
 * of one issue lie far apart, as in life: the first event of all that are open, then the second, and so on.
 */
final class IssueTeller implements AutoCloseable {

    static final String PROVINCE = "210000";
    private static final int OPEN_AT_ONCE = 30_000;
    private static final int ITEMS = 2_000;
    private static final int DAYS = 365;
    private static final String[] SOURCES = {"HOTLINE_12345", "HOTLINE_12345", "HOTLINE_12345", "SERVICE_RATING", "CANNOT_GET_DONE", "WALKTHROUGH", "EXPERIENCER"};
    private static final String[] DIMENSIONS = {"COVERAGE", "CONNECTION", "QUALITY", "SPEED", "COST"};
    private static final String[] DEPARTMENTS = {"HRSS", "MSA", "TAX", "PSB", "NRB", "HUD"};
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final KafkaProducer<String, byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(20261128);
    private final List<String> units = new ArrayList<>();
    private final LocalDate today = LocalDate.now(CHINA);
    private int issues;
    private long events;

    IssueTeller(String kafka) {
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 20, "compression.type", "lz4", "batch.size", 262_144),
                new StringSerializer(), new ByteArraySerializer());
    }

    long events() {
        return events;
    }

    /** The tree; those of the demo are part of it. */
    void tellUnits() {
        unit(PROVINCE, "PROVINCE", null, List.of(PROVINCE));
        for (int city = 1; city <= 14; city++) {
            String cityCode = "21%02d00".formatted(city);
            unit(cityCode, "CITY", PROVINCE, List.of(PROVINCE, cityCode));
            departments(cityCode, List.of(PROVINCE, cityCode));
            for (int county = 2; county <= 9; county++) {
                String countyCode = "21%02d%02d".formatted(city, county);
                unit(countyCode, "COUNTY", cityCode, List.of(PROVINCE, cityCode, countyCode));
                departments(countyCode, List.of(PROVINCE, cityCode, countyCode));
            }
        }
        producer.flush();
    }

    private void departments(String above, List<String> line) {
        for (String department : DEPARTMENTS) {
            String code = above + "-" + department;
            List<String> within = new ArrayList<>(line);
            within.add(code);
            unit(code, "DEPARTMENT", above, within);
            units.add(code);
        }
    }

    private void unit(String code, String kind, String parent, List<String> within) {
        send("organisation.events", code, 1, "organisation.unit-changed.v1", Instant.now(), """
                {"unit":"%s","name":"%s","kind":"%s",%s"within":["%s"],"active":true}""".formatted(code, code, kind,
                parent == null ? "" : "\"parent\":\"" + parent + "\",", String.join("\",\"", within)));
    }

    /** So many more issues' lives. */
    void tell(int more) {
        for (int told = 0; told < more; told += OPEN_AT_ONCE) {
            int open = Math.min(OPEN_AT_ONCE, more - told);
            List<Life> lives = new ArrayList<>(open);
            for (int i = 0; i < open; i++) {
                lives.add(new Life(issues++, (double) (told + i) / more));
            }
            boolean going = true;
            for (int step = 1; going; step++) {
                going = false;
                for (Life life : lives) {
                    going |= life.tell(step);
                }
            }
        }
        producer.flush();
    }

    /** One issue from registration on; some are still under way, some were late, some were opened again. */
    private final class Life {

        private final String id;
        private final String unit = units.get(random.nextInt(units.size()));
        private final String office = unit.substring(0, 6);
        private final Instant found;
        private final List<String[]> steps = new ArrayList<>();

        /** @param passed how much of the year had passed, from 0 to 1 */
        Life(int number, double passed) {
            this.id = "iss_b%025d".formatted(number);
            this.found = today.minusDays(DAYS - Math.min(DAYS - 1, (int) (DAYS * passed))).atTime(10, 0).atZone(CHINA).toInstant();
            int item = (int) (ITEMS * Math.pow(random.nextDouble(), 3));
            String dimension = DIMENSIONS[random.nextInt(DIMENSIONS.length)];
            step("registered", "\"unit\":\"%s\",\"source\":{\"kind\":\"%s\",\"id\":\"src\"},\"kind\":\"%s\",\"severity\":\"LOW\",\"serviceItem\":{\"code\":\"1121%021d\",\"name\":\"事项\"},\"title\":\"材料重复提交\",\"occurredAt\":\"%s\""
                    .formatted(office, SOURCES[random.nextInt(SOURCES.length)], random.nextInt(4) == 0 ? "DEMAND" : "PROBLEM", item, found));
            step("triaged", "\"byUnit\":\"%s\",\"difficulty\":\"EASY\",\"dimension\":\"%s\"".formatted(office, dimension));
            step("dispatched", "\"byUnit\":\"%s\",\"handlingUnit\":\"%s\"".formatted(office, unit));
            if (random.nextInt(20) == 0) {
                step("deadline-missed", "\"step\":\"ACCEPT\",\"due\":\"%s\",\"unit\":\"%s\",\"level\":1,\"escalatedTo\":\"%s\"".formatted(found.plusSeconds(86_400), unit, office));
            }
            step("accepted", "\"handlingUnit\":\"%s\"".formatted(unit));
            step("rectification-submitted", "\"handlingUnit\":\"%s\",\"evidence\":1".formatted(unit));
            step("rectification-verified", "\"verifyingUnit\":\"%s\"".formatted(office));
            step("rated", "\"origin\":\"%s\",\"solved\":true,\"satisfaction\":%d,\"first\":true".formatted(random.nextInt(3) == 0 ? "RAISER" : "CALL_BACK", 1 + random.nextInt(5)));
            step("closed", "\"byUnit\":\"%s\"".formatted(office));
            if (random.nextInt(20) == 0) {
                step("reopened", "\"reason\":\"评价不满意\"");
            }
            if (random.nextInt(10) == 0) {
                int kept = 1 + random.nextInt(steps.size());
                steps.subList(kept, steps.size()).clear();
            }
        }

        private void step(String type, String fields) {
            steps.add(new String[] {type, fields});
        }

        boolean tell(int sequence) {
            if (sequence > steps.size()) {
                return false;
            }
            String[] step = steps.get(sequence - 1);
            send("issue.events", id, sequence, "issue." + step[0] + ".v1", found.plusSeconds(sequence * 40_000L), "{\"issueId\":\"" + id + "\"," + step[1] + "}");
            events++;
            return true;
        }
    }

    /** One event for one to look out for. */
    void tellOne(String id, String unit) {
        send("issue.events", id, 1, "issue.registered.v1", Instant.now(), """
                {"issueId":"%s","unit":"%s","source":{"kind":"SELF_CHECK","id":"src"},"kind":"PROBLEM","severity":"LOW","title":"材料重复提交","occurredAt":"%s"}"""
                .formatted(id, unit, Instant.now()));
        producer.flush();
        events++;
    }

    private void send(String topic, String id, long sequence, String type, Instant time, String data) {
        var message = new ProducerRecord<>(topic, id, data.getBytes(StandardCharsets.UTF_8));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", "evt_" + id + "_" + sequence);
        header(message, "ce_source", "urn:tiyan:bench");
        header(message, "ce_type", type);
        header(message, "ce_subject", id);
        header(message, "ce_time", time.toString());
        header(message, "ce_sequence", Long.toString(sequence));
        header(message, "content-type", "application/json");
        producer.send(message);
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
