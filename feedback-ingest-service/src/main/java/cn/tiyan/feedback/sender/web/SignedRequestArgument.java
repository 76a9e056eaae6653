package cn.tiyan.feedback.sender.web;

import cn.tiyan.feedback.sender.SignedRequest;
import cn.tiyan.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads the {@link SignedRequest}: the body byte for byte as it was signed, and never more of it than the limit. */
@Component
class SignedRequestArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    static final int LIMIT = 1024 * 1024;

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedRequest.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) throws IOException {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        String query = request.getQueryString();
        return new SignedRequest(request.getMethod(), request.getRequestURI() + (query == null ? "" : "?" + query),
                request.getHeader(SignedRequest.SENDER), request.getHeader(SignedRequest.TIMESTAMP),
                request.getHeader(SignedRequest.NONCE), request.getHeader(SignedRequest.SIGNATURE), body(request));
    }

    /** The declared length is only a reason to refuse early: a chunked body declares none, and is counted as it comes. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LIMIT) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw tooLarge();
        }
        return body;
    }

    private static Refusal tooLarge() {
        return Refusal.tooLarge("一次推送的内容不能超过 " + LIMIT / 1024 + " KB");
    }
}
