package cn.tiyan.issue.evidence;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Any store that speaks S3. It asks only for what all of them know: no trailing checksums, no chunked signatures. */
class S3Store implements EvidenceStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(S3Store.class);

    private final S3Client client;
    private final String bucket;

    private S3Store(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    static S3Store at(EvidenceProperties.S3 settings) {
        var client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(3)).socketTimeout(Duration.ofSeconds(20)))
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .forcePathStyle(settings.pathStyle())
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(calls -> calls.apiCallTimeout(Duration.ofSeconds(40)));
        if (!settings.endpoint().isEmpty()) {
            client.endpointOverride(URI.create(settings.endpoint()));
        }
        return new S3Store(client.build(), settings.bucket());
    }

    @Override
    public void store(String key, Path file) {
        asked(() -> client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file)));
    }

    @Override
    public InputStream open(String key) throws IOException {
        return asked(() -> client.getObject(get -> get.bucket(bucket).key(key)));
    }

    @Override
    public void delete(String key) {
        asked(() -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    @Override
    public List<String> keys(String after, String before, int limit) {
        return asked(() -> client.listObjectsV2(list -> list.bucket(bucket).startAfter(after).maxKeys(limit))).contents().stream()
                .map(S3Object::key).takeWhile(key -> key.compareTo(before) < 0).toList();
    }

    @Override
    public void close() {
        client.close();
    }

    /** The client has tried again by itself by the time it fails. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            log.warn("The evidence store does not serve: {}", e.toString());
            throw Refusal.unavailable("storage-unavailable", "佐证材料存储暂时无法访问，请稍后重试");
        }
    }
}
