package cn.tiyan.gateway.landing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

import cn.tiyan.gateway.GatewaySettings;

/** One static page, put together at start. */
@Controller
class LandingPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final String page;

    LandingPage(GatewaySettings settings) throws IOException {
        var services = settings.routes().stream()
                .map(route -> "<li><b>%s</b><code>%s</code></li>".formatted(
                        HtmlUtils.htmlEscape(route.title()), HtmlUtils.htmlEscape(String.join("　", route.prefixes()))))
                .collect(Collectors.joining("\n      "));
        this.page = new ClassPathResource("pages/landing.html").getContentAsString(StandardCharsets.UTF_8)
                .replace("{{issuer}}", HtmlUtils.htmlEscape(settings.issuer().toString()))
                .replace("{{services}}", services);
    }

    @GetMapping("/")
    ResponseEntity<String> page() {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noCache()).body(page);
    }
}
