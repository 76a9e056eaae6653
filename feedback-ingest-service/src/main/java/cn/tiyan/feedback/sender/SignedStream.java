package cn.tiyan.feedback.sender;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body may be long: it is signed for the digest in its header {@code Tiyan-Digest}, and read by whoever takes it
 * as a parameter. Nothing of the body may be believed before all of it was seen to have that digest.
 *
 * @param request without the body
 * @param encoding header {@code Content-Encoding}
 * @param body as it is sent
 */
public record SignedStream(SignedRequest request, @Nullable String encoding, InputStream body) {
}
