package cn.tiyan.gateway.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import cn.tiyan.gateway.GatewaySettings.Route;

/**
 * One OpenAPI document made of several. Paths are united; only those the gateway routes are kept. A component two services
 * define alike is kept once; where they differ under one name, the later one is prefixed with its service's name, and so is
 * every component that refers to it. Each service is a tag.
 */
final class JoinedDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String COMPONENT = "#/components/";
    private static final String BEARER = "bearer";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String SIGNED_PREFIX = "/api/v1/ingest";

    private final ObjectNode paths = NODES.objectNode();
    private final ObjectNode components = NODES.objectNode();
    private final ArrayNode tags = NODES.arrayNode();
    private final Set<String> operationIds = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    /** Notes a service that gives no document at the moment. */
    void missing(Route route) {
        missing.add(route.title() + "（" + route.service() + "）");
    }

    /** Adds a service's own document, which stays as it is. */
    void add(Route route, ObjectNode document) {
        var prefix = prefixOf(route.service());
        var theirs = document.path("components");
        var renamed = clashes(theirs, prefix);
        UnaryOperator<String> rename = reference -> renamed.getOrDefault(reference, reference);

        theirs.properties().forEach(section -> {
            var ours = components.withObjectProperty(section.getKey());
            section.getValue().properties().forEach(component -> {
                var reference = section.getKey() + "/" + component.getKey();
                if (!isBearer(reference, component.getValue())) {
                    var name = rename.apply(reference).substring(section.getKey().length() + 1);
                    ours.set(name, rewritten(component.getValue(), rename));
                }
            });
        });

        tags.addObject().put("name", route.title()).put("description", route.service());
        document.path("paths").properties().stream()
                .filter(path -> route.answers(path.getKey()))
                .forEach(path -> addPath(route, prefix, path.getKey(), (ObjectNode) rewritten(path.getValue(), rename), theirs));
    }

    private void addPath(Route route, String prefix, String path, ObjectNode item, JsonNode theirs) {
        var ours = paths.withObjectProperty(path);
        item.properties().forEach(entry -> {
            if (!ours.has(entry.getKey())) {
                if (METHODS.contains(entry.getKey()) && entry.getValue() instanceof ObjectNode operation) {
                    complete(operation, route, prefix, path, theirs);
                }
                ours.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private void complete(ObjectNode operation, Route route, String prefix, String path, JsonNode theirs) {
        operation.putArray("tags").add(route.title());
        var id = operation.path("operationId").asString("");
        if (!id.isEmpty() && !operationIds.add(id)) {
            operation.put("operationId", prefix + id);
            operationIds.add(prefix + id);
        }
        var signed = path.equals(SIGNED_PREFIX) || path.startsWith(SIGNED_PREFIX + "/");
        if (onlyBearer(operation.path("security"), theirs)) {
            operation.remove("security");
        }
        if (signed && !operation.has("security")) {
            operation.putArray("security");
        }
    }

    /** The references (section/name) of a service's components that may not keep their names, with the names they get. */
    private Map<String, String> clashes(JsonNode theirs, String prefix) {
        var clashing = new HashSet<String>();
        var standing = new HashSet<String>();
        theirs.properties().forEach(section -> section.getValue().properties().forEach(component -> {
            var ours = components.path(section.getKey()).path(component.getKey());
            if (!ours.isMissingNode()) {
                var reference = section.getKey() + "/" + component.getKey();
                (ours.equals(component.getValue()) ? standing : clashing).add(reference);
            }
        }));
        // What reads alike but refers to something that differs, differs.
        for (var grown = !clashing.isEmpty(); grown; ) {
            grown = standing.removeIf(reference -> {
                var slash = reference.indexOf('/');
                var referring = references(theirs.path(reference.substring(0, slash)).path(reference.substring(slash + 1)))
                        .stream().anyMatch(clashing::contains);
                return referring && clashing.add(reference);
            });
        }
        var renamed = new HashMap<String, String>();
        for (var reference : clashing) {
            var slash = reference.indexOf('/') + 1;
            renamed.put(reference, reference.substring(0, slash) + prefix + reference.substring(slash));
        }
        return renamed;
    }

    private static Set<String> references(JsonNode node) {
        var found = new HashSet<String>();
        rewritten(node, reference -> {
            found.add(reference);
            return reference;
        });
        return found;
    }

    /** A copy in which every reference to a component has gone through {@code rename}. */
    private static JsonNode rewritten(JsonNode node, UnaryOperator<String> rename) {
        if (node instanceof ObjectNode object) {
            var copy = NODES.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), rewritten(entry.getValue(), rename)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = NODES.arrayNode();
            array.forEach(element -> copy.add(rewritten(element, rename)));
            return copy;
        }
        if (node.isString() && node.asString().startsWith(COMPONENT)) {
            return NODES.stringNode(COMPONENT + rename.apply(node.asString().substring(COMPONENT.length())));
        }
        return node;
    }

    private static boolean isBearer(String reference, JsonNode component) {
        return reference.startsWith("securitySchemes/") && component.path("scheme").asString("").equalsIgnoreCase(BEARER);
    }

    private static boolean onlyBearer(JsonNode security, JsonNode theirs) {
        if (!(security instanceof ArrayNode) || security.isEmpty()) {
            return false;
        }
        return security.valueStream().allMatch(choice -> choice.propertyNames().stream().allMatch(name ->
                isBearer("securitySchemes/" + name, theirs.path("securitySchemes").path(name))));
    }

    /**
     * The whole document.
     *
     * @param title what it documents
     * @param server the gateway's address as the reader reached it
     */
    ObjectNode document(String title, String server) {
        var document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", title).put("version", "v1").put("description", description());
        document.putArray("servers").addObject().put("url", server).put("description", "网关");
        document.putArray("security").addObject().putArray(BEARER);
        document.set("tags", tags);
        document.set("paths", paths);
        components.withObjectProperty("securitySchemes").putObject(BEARER)
                .put("type", "http").put("scheme", BEARER).put("bearerFormat", "JWT")
                .put("description", "统一身份登录后取得的访问令牌");
        document.set("components", components);
        return document;
    }

    private String description() {
        var text = new StringBuilder("""
                除推送接口外，每个请求都要在 `Authorization: Bearer …` 中带访问令牌。

                推送接口（`/api/v1/ingest/**`）不用令牌：由推送系统用各自的密钥以 HMAC 对每个请求签名，由接收服务核验。

                出错时返回 `application/problem+json`（RFC 9457），其中 `traceId` 为追踪号。""");
        if (!missing.isEmpty()) {
            text.append("\n\n**以下服务此刻没有应答，其接口未列入：** ").append(String.join("、", missing));
        }
        return text.toString();
    }

    /** issue-service → IssueService_ */
    private static String prefixOf(String service) {
        var prefix = new StringBuilder();
        for (var word : service.split("-")) {
            prefix.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return prefix.append('_').toString();
    }
}
