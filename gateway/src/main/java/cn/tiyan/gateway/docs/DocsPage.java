package cn.tiyan.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The documentation page: our own page around Swagger UI's scripts, which come from its WebJar. */
@Configuration(proxyBeanMethods = false)
class DocsPage implements WebMvcConfigurer {

    private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/docs").setViewName("forward:/docs/page/index.html");
        registry.addRedirectViewController("/docs/", "/docs");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/page/**").addResourceLocations("classpath:/pages/docs/")
                .setCacheControl(CacheControl.noCache());
        // Without the version in the address: the page need not change with the library.
        registry.addResourceHandler("/docs/ui/**").addResourceLocations(swaggerUi()).setCacheControl(A_DAY);
    }

    private static Resource swaggerUi() {
        try {
            var scripts = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js");
            return scripts[0].createRelative("./");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Swagger UI is not on the class path", unreadable);
        }
    }
}
