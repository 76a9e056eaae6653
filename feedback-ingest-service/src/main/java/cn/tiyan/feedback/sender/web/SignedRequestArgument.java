package cn.tiyan.feedback.sender.web;

import cn.tiyan.feedback.sender.PushLimits;
import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.feedback.sender.SignedStream;
import cn.tiyan.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads the {@link SignedRequest}: the body byte for byte as it was signed, and never more of it than the limit. A
 * {@link SignedStream} is handed over unread.
 */
@Component
class SignedRequestArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final PushLimits limits;

    SignedRequestArgument(PushLimits limits) {
        this.limits = limits;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedRequest.class || parameter.getParameterType() == SignedStream.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) throws IOException {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        String sender = request.getHeader(SignedRequest.SENDER);
        String timestamp = request.getHeader(SignedRequest.TIMESTAMP);
        String nonce = request.getHeader(SignedRequest.NONCE);
        String signature = request.getHeader(SignedRequest.SIGNATURE);
        String key = request.getHeader(SignedRequest.KEY);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (parameter.getParameterType() == SignedStream.class) {
            requireAtMost(request, limits.batch());
            String digest = request.getHeader(SignedRequest.DIGEST);
            var signed = new SignedRequest(request.getMethod(), path, sender, timestamp, nonce, signature, key, digest == null ? "" : digest, new byte[0]);
            return new SignedStream(signed, encoding, request.getInputStream());
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.malformed(HttpHeaders.CONTENT_ENCODING, "单条推送不接受压缩的内容");
        }
        return new SignedRequest(request.getMethod(), path, sender, timestamp, nonce, signature, key, body(request, limits.item()));
    }

    /** The declared length is only a reason to refuse early: a chunked body declares none, and is counted as it comes. */
    private static byte[] body(HttpServletRequest request, DataSize limit) {
        requireAtMost(request, limit);
        int most = (int) limit.toBytes();
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(most + 1);
        } catch (IOException e) {
            throw Refusal.malformed("(body)", "内容不完整：在传输中断开");
        }
        if (body.length > most) {
            throw tooLarge(limit);
        }
        return body;
    }

    private static void requireAtMost(HttpServletRequest request, DataSize limit) {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw tooLarge(limit);
        }
    }

    private static Refusal tooLarge(DataSize limit) {
        return Refusal.tooLarge("一次推送的内容不能超过 " + limit.toKilobytes() + " KB");
    }
}
