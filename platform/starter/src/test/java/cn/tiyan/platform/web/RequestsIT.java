package cn.tiyan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every service does with a request that no well-behaved caller would send. */
@SpringBootTest(classes = RequestsIT.Service.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.config.import=classpath:tiyan-platform.yml", "spring.cloud.bootstrap.enabled=false", "logging.level.cn.tiyan.platform.web=info"})
@ExtendWith(OutputCaptureExtension.class)
class RequestsIT {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class, MultipartAutoConfiguration.class, ValidationAutoConfiguration.class,
        SpringDocConfiguration.class, SpringDocConfigProperties.class, WebConfiguration.class})
    @Import(Desk.class)
    static class Service {
    }

    record Filter(@Nullable String q, @Nullable String sourceId, @Nullable List<String> kinds) {
    }

    record Written(@Nullable String text, @Nullable Written within, @Nullable @Size(max = 200) List<@Valid @NotNull Written> items, @NotNull Long number) {
    }

    @RestController
    static class Desk {

        @GetMapping("/filtered")
        String filtered(@Valid Filter filter) {
            return String.valueOf(filter.q());
        }

        @GetMapping("/looked-for")
        String lookedFor(@RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Instant since) {
            return since == null ? String.valueOf(q) : since.toString();
        }

        @PostMapping("/written")
        String written(@Valid @RequestBody Written written) {
            return "taken";
        }

        @PostMapping("/handed-in")
        String handedIn(@RequestParam MultipartFile file) {
            return Objects.requireNonNull(file.getOriginalFilename());
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void readsNoMoreOfAJsonBodyThanAServiceCanHold() throws Exception {
        var large = ("{\"text\": \"" + "x".repeat(19_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = send("/written", "application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

        assertProblem(answer, 413, "payload-too-large");
        assertThat(post("/written", "{\"number\": 1, \"text\": \"" + "字".repeat(300_000) + "\"}").body()).isEqualTo("taken");
    }

    @Test
    void readsNoDeeperThanAnythingIsMeantToBe() throws Exception {
        assertProblem(post("/written", "{\"within\":".repeat(400) + "null" + "}".repeat(400)), 413, "payload-too-large");
    }

    @Test
    void findsOnlySoMuchWrongWithOneRequest() throws Exception {
        JsonNode problem = assertProblem(post("/written", "{\"number\": 1, \"items\": [" + "{},".repeat(999) + "{}]}"), 400, "malformed");
        assertThat(problem.path("fieldErrors").size()).isEqualTo(100);
        assertProblem(post("/written", "{\"number\": 1, \"items\": [" + "null,".repeat(1000) + "null]}"), 413, "payload-too-large");
        assertProblem(post("/written", "{\"number\": 1, \"items\": [" + "{},".repeat(300_000) + "{}]}"), 413, "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/filtered?q=%C9%E7%B1%A3", "/looked-for?q=%C9%E7%B1%A3", "/looked-for?q=a&%FF=1", "/filtered?q=%ED%A0%80"})
    void refusesParametersThatAreNoText(String path, CapturedOutput output) throws Exception {
        assertProblem(get(path), 400, "malformed");
        assertThat(output.getAll()).doesNotContain("failed");
    }

    @ParameterizedTest
    @CsvSource({"sourceId%5B$ne%5D=1, sourceId[$ne]", "sourceId%5B0%5D=1, sourceId[0]", "sourceId.length=1, sourceId.length",
        "q=1&sourceId%5B%5D=, sourceId[]", "kinds%5B$in%5D=1, kinds[$in]", "kinds%5B99999%5D=1, kinds[99999]", "class%5B0%5D=1, class[0]"})
    void refusesParametersThatAddressPartsOfAValue(String query, String name, CapturedOutput output) throws Exception {
        JsonNode problem = assertProblem(get("/filtered?" + query), 400, "malformed");
        assertThat(problem.path("fieldErrors").path(0).path("field").asString()).isEqualTo(name);
        assertThat(output.getAll()).doesNotContain("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "%2B12026-11-23T09:05:00Z", "1700000000", "soon"})
    void takesTimesWithYearsOfFourDigits(String since) throws Exception {
        assertThat(get("/looked-for?since=2026-11-23T09:05:00%2B08:00").body()).isEqualTo("2026-11-23T01:05:00Z");
        assertThat(get("/looked-for?q=1&since=").body()).isEqualTo("1");
        JsonNode problem = assertProblem(get("/looked-for?since=" + since), 400, "malformed");
        assertThat(problem.path("fieldErrors").path(0).path("field").asString()).isEqualTo("since");
    }

    @Test
    void takesNoNoticeOfParametersItDoesNotKnow() throws Exception {
        assertThat(get("/filtered?q=1&sort=2&_sourceId=3&!kinds=4&kinds=5,6").body()).isEqualTo("1");
    }

    @Test
    void takesFilesWithLongNames() throws Exception {
        String name = "证".repeat(251) + ".png";
        assertThat(upload(name).body()).isEqualTo(name);
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        assertThat(upload(encoded).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatANameIsTooLong() throws Exception {
        JsonNode problem = assertProblem(upload("n".repeat(10_000) + ".png"), 400, "malformed");
        assertThat(problem.path("fieldErrors").path(0).path("message").asString()).contains("文件名");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(path, "application/json", BodyPublishers.ofString(json));
    }

    private HttpResponse<String> upload(String name) throws Exception {
        return send("/handed-in", "multipart/form-data; boundary=b", BodyPublishers.ofString(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"));
    }

    private HttpResponse<String> send(String path, String type, HttpRequest.BodyPublisher body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Content-Type", type).POST(body).build(),
                BodyHandlers.ofString());
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:tiyan:problem:" + name);
        return problem;
    }
}
