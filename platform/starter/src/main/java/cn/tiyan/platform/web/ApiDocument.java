package cn.tiyan.platform.web;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API document says that no controller spells out: which headers a request takes and its answer bears, whether it is a new
 * record's or that of the same request made before, which problems it may be answered with, and an example of its body. The example of
 * {@code POST /api/v1/issues/{id}/triage} is the resource {@code examples/issues-triage.json}: the path without its variables.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, IfMatch.class, IdempotencyKey.class);
    }

    private static final String API = "/api/v1/";
    private static final String PROBLEM = "Problem";
    /** The parameter that names a unit: one that the caller may not know of is not found. */
    private static final String UNIT = "unit";
    private static final String VERSION = "版本号，修改时放入 If-Match";

    /** A class within another bears both names: the plan that is sent is not the plan that is answered. */
    @Bean
    ModelResolver modelNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {
            @Override
            protected String getNameOfClass(Class<?> type) {
                return type.getEnclosingClass() == null ? type.getSimpleName() : getNameOfClass(type.getEnclosingClass()) + type.getSimpleName();
            }
        }).openapi31(true);
    }

    @Bean
    OperationCustomizer headersAndProblems() {
        return (operation, handler) -> {
            boolean changes = takes(handler, IfMatch.class);
            if (changes) {
                operation.addParametersItem(header("If-Match", true, "读取时得到的 ETag，例如 \"3\"").example("\"3\""));
            }
            if (takes(handler, IdempotencyKey.class)) {
                operation.addParametersItem(header(IdempotencyKey.HEADER, false, "请求标识：同一标识重复提交，得到同一条记录"));
            }
            Set<Refusal.Kind> kinds = EnumSet.of(Refusal.Kind.MALFORMED, Refusal.Kind.UNAUTHENTICATED, Refusal.Kind.FORBIDDEN, Refusal.Kind.UNAVAILABLE);
            if (Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class))) {
                kinds.add(Refusal.Kind.NOT_FOUND);
            }
            if (operation.getRequestBody() != null || changes) {
                kinds.add(Refusal.Kind.RULE_BROKEN);
            }
            if (changes) {
                kinds.addAll(Set.of(Refusal.Kind.STALE, Refusal.Kind.VERSION_REQUIRED));
            }
            if (Stream.ofNullable(operation.getParameters()).flatMap(List::stream).anyMatch(parameter -> UNIT.equals(parameter.getName()))) {
                kinds.add(Refusal.Kind.NOT_FOUND);
            }
            if (answersWithARecord(handler)) {
                answers(operation.getResponses(), handler, changes);
            }
            kinds.forEach(kind -> operation.getResponses().addApiResponse(String.valueOf(kind.status()),
                    new ApiResponse().$ref("#/components/responses/" + name(kind))));
            return operation;
        };
    }

    /** Whether the answer's status and headers are chosen by the method: then it is of one record, for nothing else needs that but a file. */
    private static boolean answersWithARecord(HandlerMethod handler) {
        var answer = ResolvableType.forMethodReturnType(handler.getMethod());
        Class<?> body = answer.getGeneric().resolve(Object.class);
        return answer.resolve() == ResponseEntity.class && takes(handler, Caller.class)
                && body != Object.class && !body.isArray() && !Resource.class.isAssignableFrom(body);
    }

    /**
     * A request that bears its own name makes something, or finds that it has; one for which {@code @ResponseStatus} says so does, too.
     * What is made, read or changed has a version; what was only accepted has none to go by yet.
     */
    private static void answers(ApiResponses responses, HandlerMethod handler, boolean changes) {
        ApiResponse found = responses.get("200");
        ApiResponse made = responses.get("201");
        ApiResponse accepted = responses.get("202");
        if (found != null && made == null && accepted == null && takes(handler, IdempotencyKey.class)) {
            made = new ApiResponse().description("Created").content(found.getContent());
            responses.addApiResponse("201", made);
        } else if (found == null && (made != null || changes && takes(handler, IdempotencyKey.class))) {
            found = new ApiResponse().description("OK").content((made == null ? accepted : made).getContent());
            responses.addApiResponse("200", found);
        }
        if (made != null) {
            made.addHeaderObject(HttpHeaders.LOCATION, headerOf("新记录的地址")).addHeaderObject(HttpHeaders.ETAG, headerOf(VERSION));
        }
        if (accepted != null) {
            accepted.addHeaderObject(changes ? HttpHeaders.ETAG : HttpHeaders.LOCATION, headerOf(changes ? VERSION : "查看进度的地址"));
        }
        if (found != null && (made != null || changes || handler.hasMethodAnnotation(GetMapping.class))) {
            found.addHeaderObject(HttpHeaders.ETAG, headerOf(VERSION));
        }
    }

    private static Header headerOf(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    @Bean
    OpenApiCustomizer examplesAndProblems(JsonMapper json) {
        return document -> {
            problems(document.getComponents() == null ? components(document) : document.getComponents());
            document.getPaths().forEach((path, item) -> item.readOperationsMap().entrySet().stream()
                    .filter(operation -> operation.getKey() != PathItem.HttpMethod.GET)
                    .forEach(operation -> example(path, operation.getValue(), json)));
        };
    }

    private static Components components(OpenAPI document) {
        var components = new Components();
        document.setComponents(components);
        return components;
    }

    private static void example(String path, Operation operation, JsonMapper json) {
        Content content = operation.getRequestBody() == null ? null : operation.getRequestBody().getContent();
        var resource = new ClassPathResource("examples/" + Arrays.stream(path.replaceFirst(API, "").split("/"))
                .filter(part -> !part.startsWith("{")).collect(Collectors.joining("-")) + ".json");
        if (content != null && content.containsKey("application/json") && resource.exists()) {
            try (var stream = resource.getInputStream()) {
                content.get("application/json").setExample(json.readValue(stream, Object.class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void problems(Components components) {
        components.addSchemas(PROBLEM, new ObjectSchema().description("RFC 9457")
                .addProperty("type", new StringSchema().description("urn:tiyan:problem:<名称>，不随版本改变"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("原因，可直接显示"))
                .addProperty("instance", new StringSchema().description("请求的路径"))
                .addProperty("traceId", new StringSchema().description("追踪号"))
                .addProperty("fieldErrors", new ArraySchema().description("有误的字段").items(new ObjectSchema()
                        .addProperty("field", new StringSchema()).addProperty("message", new StringSchema()))));
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            components.addResponses(name(kind), new ApiResponse().description(kind.title()).content(new Content().addMediaType("application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)).example(example(kind)))));
        }
    }

    private static Map<String, Object> example(Refusal.Kind kind) {
        Map<String, Object> example = new TreeMap<>(Map.of("title", kind.title(), "status", kind.status(), "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));
        Refusal refusal = switch (kind) {
            case MALFORMED -> Refusal.malformed("title", "请填写 1 至 200 字的一行文字");
            case UNAUTHENTICATED -> Refusal.unauthenticated("unauthorized", "请先登录，或重新获取访问令牌");
            case FORBIDDEN -> Refusal.forbidden("需要以下角色之一：营商办经办");
            case NOT_FOUND -> Refusal.notFound("未找到该记录");
            case STALE -> Refusal.stale();
            case TOO_LARGE -> Refusal.tooLarge("文件超过允许的大小");
            case RULE_BROKEN -> Refusal.rule("illegal-transition", "该问题当前状态为“已提交”，不能进行“销号”；现在可以进行的操作：核查通过、退回整改");
            case VERSION_REQUIRED -> Refusal.versionRequired();
            case TOO_MANY -> Refusal.tooMany("quota-exceeded", "推送超出约定的频率，请按 Retry-After 等待后重试", Duration.ofSeconds(1));
            case UNAVAILABLE -> Refusal.unavailable("storage-unavailable", "系统存储暂时无法访问，请稍后重试");
        };
        example.put("type", "urn:tiyan:problem:" + refusal.name());
        example.put("detail", refusal.getMessage());
        if (!refusal.fieldErrors().isEmpty()) {
            example.put("fieldErrors", List.of(Map.of("field", refusal.fieldErrors().getFirst().field(), "message", refusal.fieldErrors().getFirst().message())));
        }
        return example;
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static Parameter header(String name, boolean required, String description) {
        return new Parameter().in("header").name(name).required(required).description(description).schema(new StringSchema());
    }

    /** RULE_BROKEN → RuleBroken */
    private static String name(Refusal.Kind kind) {
        return Arrays.stream(kind.name().split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }
}
