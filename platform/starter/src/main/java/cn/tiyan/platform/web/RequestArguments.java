package cn.tiyan.platform.web;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers take {@link IfMatch}, {@link IdempotencyKey} and times as parameters. */
class RequestArguments implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(header(IfMatch.class, request -> IfMatch.parse(request.getHeader("If-Match"))));
        resolvers.add(header(IdempotencyKey.class, request -> new IdempotencyKey(request.getHeader(IdempotencyKey.HEADER))));
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, TimeAsText::instant);
    }

    private static HandlerMethodArgumentResolver header(Class<?> type, Function<NativeWebRequest, Object> read) {
        return new HandlerMethodArgumentResolver() {

            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == type;
            }

            @Override
            public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest request,
                    @Nullable WebDataBinderFactory binders) {
                return read.apply(request);
            }
        };
    }
}
