package cn.tiyan.gateway.proxy;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.concurrent.Executors;

import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import cn.tiyan.gateway.GatewaySettings;
import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/** Builds the routes from the settings. */
@Configuration(proxyBeanMethods = false)
class Routes {

    /** For what the gateway itself asks: the identity provider's keys, the services' API documents. */
    @Bean(destroyMethod = "shutdownNow")
    HttpClient httpClient(GatewaySettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> serviceRoutes(GatewaySettings settings, Instances instances, StreamingExchange exchange) {
        var routes = new ArrayList<RouterFunction<ServerResponse>>();
        for (var route : settings.routes()) {
            var patience = settings.responseTimeoutOf(route.service());
            routes.add(GatewayRouterFunctions.route(route.service())
                    .route(paths(route), request -> exchange.exchange(request.servletRequest(),
                            instanceOf(route.service(), instances), patience))
                    .filter(again())
                    .build());
        }
        return routes.stream().reduce(RouterFunction::and).orElseThrow();
    }

    private static RequestPredicate paths(GatewaySettings.Route route) {
        return route.prefixes().stream()
                .map(prefix -> RequestPredicates.path(prefix + "/**"))
                .reduce(RequestPredicate::or).orElseThrow();
    }

    /**
     * Tries once more, with the next instance, when the first could not be reached: nothing has happened or been read then, so
     * nothing can happen twice. Whatever fails later is the caller's to repeat.
     */
    private static HandlerFilterFunction<ServerResponse, ServerResponse> again() {
        return (request, next) -> {
            try {
                return next.handle(request);
            } catch (NotConnected first) {
                return next.handle(request);
            }
        };
    }

    private static URI instanceOf(String service, Instances instances) {
        return instances.next(service).orElseThrow(() ->
                new Refusal(Problem.SERVICE_UNAVAILABLE, new NoSuchElementException("no instance of " + service)));
    }
}
