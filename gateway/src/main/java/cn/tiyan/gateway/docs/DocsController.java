package cn.tiyan.gateway.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

import cn.tiyan.gateway.GatewaySettings;
import cn.tiyan.gateway.GatewaySettings.Route;
import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/** The documents behind the documentation page: one joined from all services, and one of each. */
@RestController
class DocsController {

    private static final String TITLE = "政务服务体验平台接口";

    private final GatewaySettings settings;
    private final ServiceDocuments documents;

    DocsController(GatewaySettings settings, ServiceDocuments documents) {
        this.settings = settings;
        this.documents = documents;
    }

    /** All services together. Those that do not answer are named in the description. */
    @GetMapping(path = "/docs/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ObjectNode> all() {
        return answer(TITLE, settings.routes());
    }

    /** One service alone. 503 while it does not answer, 404 when there is none of that name. */
    @GetMapping(path = "/docs/services/{service}.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ObjectNode> one(@PathVariable String service) {
        var route = settings.route(service).orElseThrow(() -> new Refusal(Problem.NOT_FOUND, null));
        if (documents.of(service).isEmpty()) {
            throw new Refusal(Problem.SERVICE_UNAVAILABLE, null);
        }
        return answer(TITLE + "：" + route.title(), List.of(route));
    }

    /** What the page offers to choose from. */
    @GetMapping(path = "/docs/config.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Choices choices() {
        var urls = new ArrayList<Choice>();
        urls.add(new Choice("全部服务", "/docs/openapi.json"));
        settings.routes().forEach(route -> urls.add(
                new Choice(route.title() + " · " + route.service(), "/docs/services/" + route.service() + ".json")));
        return new Choices(urls);
    }

    private ResponseEntity<ObjectNode> answer(String title, List<Route> routes) {
        var joined = new JoinedDocument();
        var answers = new ArrayList<Future<Optional<ObjectNode>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            routes.forEach(route -> answers.add(threads.submit(() -> documents.of(route.service()))));
        }
        for (int i = 0; i < routes.size(); i++) {
            var route = routes.get(i);
            answers.get(i).resultNow().ifPresentOrElse(document -> joined.add(route, document), () -> joined.missing(route));
        }
        var server = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(joined.document(title, server));
    }

    record Choices(List<Choice> urls) {
    }

    record Choice(String name, String url) {
    }
}
