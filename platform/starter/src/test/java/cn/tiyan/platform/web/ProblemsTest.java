package cn.tiyan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

class ProblemsTest {

    private final Problems problems = new Problems();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/feedback/files");

    static Stream<IOException> writing() {
        return Stream.of(new IOException("No space left on device"), new FileSystemException("upload.tmp"), new FileNotFoundException("upload.tmp"));
    }

    static Stream<IOException> reading() {
        return Stream.of(new EOFException(), new SocketTimeoutException(), new ClientAbortException(new IOException("Connection reset by peer")));
    }

    @ParameterizedTest
    @MethodSource("writing")
    void doesNotBlameTheCallerWhereTheDiskIsFull(IOException cause) {
        for (var answer : new org.springframework.http.ResponseEntity<?>[] {problems.unreadable(new MultipartException("no", upload(cause)), request),
            problems.tooLarge(new MaxUploadSizeExceededException(-1, upload(cause)), request)}) {
            assertThat(answer.getStatusCode().value()).isEqualTo(503);
            assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("reading")
    void blamesTheCallerWhereTheBodyBreaksOff(IOException cause) {
        assertThat(problems.unreadable(new MultipartException("no", upload(cause)), request).getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void saysThatAFileIsTooLarge() {
        var large = new MaxUploadSizeExceededException(1, new IllegalStateException(new SizeLimitExceededException("large", 22_000_000, 21_000_000)));
        assertThat(problems.tooLarge(large, request).getStatusCode().value()).isEqualTo(413);
    }

    private static IOException upload(IOException cause) {
        return new IOFileUploadException("Processing of multipart/form-data request failed", cause);
    }
}
