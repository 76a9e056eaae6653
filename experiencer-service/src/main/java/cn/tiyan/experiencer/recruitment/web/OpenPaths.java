package cn.tiyan.experiencer.recruitment.web;

import cn.tiyan.experiencer.recruitment.Applications;
import cn.tiyan.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Limits what one address may ask for without a token. The address is the one the gateway names last in X-Forwarded-For: it drops
 * whatever the caller claimed there. Behind a load balancer that hides addresses all callers share one limit, which operators then
 * set higher.
 */
@Configuration(proxyBeanMethods = false)
class OpenPaths implements WebMvcConfigurer {

    private static final String[] PATHS = {"/api/v1/recruitment/open/**", "/api/v1/recruitment/applications/**", "/api/v1/recruitment/invitations/open",
        "/api/v1/recruitment/invitations/accept", "/api/v1/recruitment/invitations/decline", "/api/v1/recruitment/notices",
        "/api/v1/recruitment/privacy-notice"};

    private final Applications applications;
    private final AddressLimiter reads;
    private final AddressLimiter writes;

    OpenPaths(Applications applications, Clock clock) {
        this.applications = applications;
        this.reads = new AddressLimiter(clock);
        this.writes = new AddressLimiter(clock);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                limit(request);
                return true;
            }
        }).addPathPatterns(PATHS);
    }

    private void limit(HttpServletRequest request) {
        var policy = applications.policy();
        String address = address(request);
        boolean reading = HttpMethod.GET.matches(request.getMethod());
        (reading ? reads.over(address, policy.readsPerMinute()) : writes.over(address, policy.writesPerMinute())).ifPresent(wait -> {
            throw Refusal.tooMany("too-many-requests", "您的操作过于频繁，请稍后再试", wait);
        });
    }

    private static String address(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        return forwarded == null ? request.getRemoteAddr() : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
