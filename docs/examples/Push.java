import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pushes a file to Tiyan, with nothing but the JDK: {@code java Push.java hotline-orders order.json}. A file that ends in
 * {@code .ndjson} goes as a batch, one push a line. {@code GATEWAY}, {@code SENDER} and {@code KEY} (base64) come from the
 * environment. Prints the answer; exit code 0 if it was taken.
 */
public class Push {

    private static final int TRIES = 8;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    public static void main(String[] arguments) throws Exception {
        String path = "/api/v1/ingest/" + arguments[0];
        Path file = Path.of(arguments[1]);
        String type = file.toString().endsWith(".ndjson") ? "application/x-ndjson" : "application/json";
        HttpResponse<String> answer = push(path, type, Files.readAllBytes(file));
        System.out.println(answer.statusCode() + " " + answer.body());
        System.exit(answer.statusCode() == 202 ? 0 : 1);
    }

    /** Until there is an answer that will not change by waiting. To push again is safe: a duplicate changes nothing. */
    private static HttpResponse<String> push(String path, String type, byte[] body) throws Exception {
        for (int tried = 1; ; tried++) {
            long wait = 1L << tried;
            try {
                HttpResponse<String> answer = CLIENT.send(signed(path, type, body), BodyHandlers.ofString());
                boolean again = answer.statusCode() == 429 || answer.statusCode() >= 500;
                if (!again || tried == TRIES) {
                    return answer;
                }
                wait = answer.headers().firstValueAsLong("Retry-After").orElse(wait);
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
            Thread.sleep(Duration.ofSeconds(wait));
        }
    }

    /** Signed now, with a nonce never used before: each try needs its own. */
    private static HttpRequest signed(String path, String type, byte[] body) throws GeneralSecurityException {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String nonce = UUID.randomUUID().toString();
        String digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        String text = String.join("\n", "hmac-sha256", "POST", path, timestamp, nonce, digest);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(System.getenv("KEY")), "HmacSHA256"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return HttpRequest.newBuilder(URI.create(System.getenv("GATEWAY") + path))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", type)
                .header("Tiyan-Sender", System.getenv("SENDER"))
                .header("Tiyan-Timestamp", timestamp)
                .header("Tiyan-Nonce", nonce)
                .header("Tiyan-Digest", digest)
                .header("Tiyan-Signature", "hmac-sha256=" + signature)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
