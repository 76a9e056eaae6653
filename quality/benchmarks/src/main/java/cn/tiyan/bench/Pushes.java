package cn.tiyan.bench;

import cn.tiyan.e2e.SignedPush;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Requests of the hotline, made and signed before the clock starts: on two cores the generator's digests would be a part of what
 * is measured. A signature is good for five minutes.
 */
final class Pushes {

    private static final String PATH = "/api/v1/ingest/hotline-orders";
    private static final String SENDER = "hotline-shenyang";
    /** In a province about every fourth order is dispatched; the others are consultations, of which nothing comes. */
    private static final int ONE_COMPLAINT_IN = 4;

    private final URI server;
    private final SignedPush sender;
    private final String run = Long.toString(Instant.now().getEpochSecond(), 36);
    private int orders;

    Pushes(URI server, String key) {
        this.server = server;
        this.sender = new SignedPush(server, SENDER, Base64.getDecoder().decode(key));
    }

    /** The next order; its number tells them apart. */
    String order() {
        int number = orders++;
        return """
                {"orderNumber":"%s","version":1,"updatedAt":"%s","title":"灵活就业人员参加职工养老保险",\
                "content":"想了解灵活就业人员参加职工养老保险需要哪些材料，在哪里办理，多久能办好；上周去窗口问过一次，答复与网上的办事指南不一致，请核实后回复。",\
                "handlingMode":"%s","responsibleUnit":"210100-HRSS","questionTypeCode":"030201","questionTypeName":"社会保险","sourceChannel":"电话",\
                "callerName":"李晓明","callerPhone":"13912345678","address":"沈阳市和平区南京北街100号","areaCode":"210102",\
                "itemCode":"112101000001234567001","itemName":"企业职工参保登记"}"""
                .formatted(key(number), Instant.now(), number % ONE_COMPLAINT_IN == 0 ? "COMPLAINT" : "CONSULTATION");
    }

    /** The key of the order made last. */
    String lastKey() {
        return key(orders - 1);
    }

    private String key(int number) {
        return "B" + run + "-" + number;
    }

    /** A request with one order. */
    byte[] single() {
        return request(order(), "application/json");
    }

    /** Requests with so many orders each. */
    List<byte[]> batches(int count, int items) {
        List<byte[]> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            var lines = new StringBuilder(items * 900);
            for (int item = 0; item < items; item++) {
                lines.append(order()).append('\n');
            }
            batches.add(request(lines.toString(), "application/x-ndjson"));
        }
        return batches;
    }

    private byte[] request(String text, String type) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("POST " + PATH + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length + "\r\nTiyan-Digest: " + SignedPush.digest(body) + "\r\n");
        sender.headers(PATH, body, Instant.now(), UUID.randomUUID().toString()).forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        return message;
    }
}
