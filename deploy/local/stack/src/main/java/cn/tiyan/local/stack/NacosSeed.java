package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the settings of {@code deploy/nacos} into Nacos where it has none; what an operator has changed stays. */
final class NacosSeed {

    private static final String GROUP = "TIYAN";
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d+)");
    private static final int DONE = 0;
    private static final int ABSENT = 20004;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final String server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
                    .proxy(HttpClient.Builder.NO_PROXY).build();

    NacosSeed(Platform platform) {
        this.folder = platform.root().resolve("deploy/nacos");
        this.server = "http://" + platform.nacosAddress();
    }

    /**
     * Writes what is absent.
     *
     * @throws UncheckedIOException when Nacos cannot be reached or does not accept a setting
     */
    void putMissing() {
        for (var file : files()) {
            var dataId = file.getFileName().toString();
            try {
                if (!isThere(dataId)) {
                    put(dataId, Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isThere(String dataId) throws IOException {
        var query = form(Map.of("dataId", dataId, "groupName", GROUP));
        var answer = send(HttpRequest.newBuilder(URI.create(server + "/nacos/v3/client/cs/config?" + query)).GET());
        return switch (codeOf(answer)) {
            case DONE -> true;
            case ABSENT -> false;
            default -> throw refused(answer);
        };
    }

    private void put(String dataId, String content) throws IOException {
        var body = form(Map.of("dataId", dataId, "groupName", GROUP, "type", "yaml", "content", content));
        var answer = send(HttpRequest.newBuilder(URI.create(server + "/nacos/v3/admin/cs/config"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (codeOf(answer) != DONE) {
            throw refused(answer);
        }
    }

    /** Nacos answers 200 to nearly everything and tells in the body what it means. */
    private static int codeOf(HttpResponse<String> answer) {
        var code = CODE.matcher(answer.body());
        return code.find() ? Integer.parseInt(code.group(1)) : -1;
    }

    private static IOException refused(HttpResponse<String> answer) {
        return new IOException("Nacos HTTP %d: %s".formatted(answer.statusCode(), answer.body()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
