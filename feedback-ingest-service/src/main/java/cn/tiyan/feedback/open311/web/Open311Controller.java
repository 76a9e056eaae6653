package cn.tiyan.feedback.open311.web;

import cn.tiyan.feedback.open311.Civic;
import cn.tiyan.feedback.open311.CivicRequest;
import cn.tiyan.feedback.open311.CivicService;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.time.China;
import cn.tiyan.platform.web.IdempotencyKey;
import com.mongodb.MongoException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Open311 GeoReport v2, see docs/open311.md: what may be asked and how it is answered is the standard's, so is the form of errors. It is
 * left out of this platform's own API document.
 */
@Hidden
@RestController
@RequestMapping("/open311/v2")
class Open311Controller {

    private static final Logger log = LoggerFactory.getLogger(Open311Controller.class);
    private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";
    private static final String CHANGED = "2026-11-24T00:00:00+08:00";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String FORMATTED = ".{format:json|xml}";

    private final Civic civic;

    Open311Controller(Civic civic) {
        this.civic = civic;
    }

    /** Where what is to be found. */
    @GetMapping("/discovery" + FORMATTED)
    ResponseEntity<byte[]> discovery(@PathVariable String format) {
        Map<String, Object> endpoint = fields("specification", SPECIFICATION, "url", "/open311/v2", "changeset", CHANGED, "type", "production",
                "formats", List.of("application/json", "text/xml"));
        return answer(HttpStatus.OK, format, "discovery", "", fields("changeset", CHANGED, "contact", civic.contact(),
                "key_service", civic.contact(), "endpoints", List.of(endpoint)));
    }

    /** What can be reported. */
    @GetMapping("/services" + FORMATTED)
    ResponseEntity<byte[]> services(@PathVariable String format, @RequestParam(name = "jurisdiction_id", required = false) @Nullable String jurisdiction) {
        return answer(HttpStatus.OK, format, "services", "service", civic.services(said(jurisdiction)).stream().map(service -> fields(
                "service_code", service.code(), "service_name", service.name(), "description", service.description(), "metadata", !service.asked().isEmpty(),
                "type", "realtime", "keywords", service.keywords() == null ? "" : String.join(",", service.keywords()), "group", service.group())).toList());
    }

    /** What is asked for besides, when this is reported. */
    @GetMapping("/services/{code}" + FORMATTED)
    ResponseEntity<byte[]> definition(@PathVariable String code, @PathVariable String format,
            @RequestParam(name = "jurisdiction_id", required = false) @Nullable String jurisdiction) {
        CivicService service = civic.service(code, said(jurisdiction));
        int order = 0;
        List<Map<String, Object>> attributes = new java.util.ArrayList<>();
        for (CivicService.Attribute attribute : service.asked()) {
            List<CivicService.Value> values = attribute.values() == null ? List.of() : attribute.values();
            attributes.add(fields("variable", true, "code", attribute.code(), "datatype", attribute.datatype().name().toLowerCase(Locale.ROOT),
                    "required", attribute.required(), "datatype_description", attribute.hint(), "order", ++order, "description", attribute.description(),
                    "values", values.stream().map(value -> fields("key", value.key(), "name", value.name())).toList()));
        }
        return answer(HttpStatus.OK, format, "service_definition", "", fields("service_code", service.code(), "attributes", attributes));
    }

    /** Reports something. 201: it is kept, whatever happens next. */
    @PostMapping("/requests" + FORMATTED)
    ResponseEntity<byte[]> report(@PathVariable String format, IdempotencyKey key, HttpServletRequest request) {
        Civic.Reported reported = civic.report(form(request), key.key());
        return answer(HttpStatus.CREATED, format, "service_requests", "request", List.of(fields("service_request_id", reported.id(),
                "service_notice", reported.notice(), "account_id", null)));
    }

    /** One report. */
    @GetMapping("/requests/{id}" + FORMATTED)
    ResponseEntity<byte[]> request(@PathVariable String id, @PathVariable String format,
            @RequestParam(name = "jurisdiction_id", required = false) @Nullable String jurisdiction) {
        return answer(HttpStatus.OK, format, "service_requests", "request", List.of(view(civic.request(id, said(jurisdiction)))));
    }

    /** Reports, newest first. */
    @GetMapping("/requests" + FORMATTED)
    ResponseEntity<byte[]> requests(@PathVariable String format, @RequestParam(name = "jurisdiction_id", required = false) @Nullable String jurisdiction,
            @RequestParam(name = "service_request_id", required = false) @Nullable String ids,
            @RequestParam(name = "service_code", required = false) @Nullable String codes,
            @RequestParam(name = "start_date", required = false) @Nullable String start,
            @RequestParam(name = "end_date", required = false) @Nullable String end,
            @RequestParam(required = false) @Nullable String status) {
        List<CivicRequest> found = civic.requests(said(jurisdiction), several(ids), several(codes), closed(several(status)), start, end);
        return answer(HttpStatus.OK, format, "service_requests", "request", found.stream().map(Open311Controller::view).toList());
    }

    /** Reports are numbered at once here: a token is the number. */
    @GetMapping("/tokens/{token}" + FORMATTED)
    ResponseEntity<byte[]> token(@PathVariable String token, @PathVariable String format,
            @RequestParam(name = "jurisdiction_id", required = false) @Nullable String jurisdiction) {
        CivicRequest request = civic.request(token, said(jurisdiction));
        return answer(HttpStatus.OK, format, "service_requests", "request", List.of(fields("service_request_id", request.id(), "token", token)));
    }

    /** How those stand that changed in the period, oldest change first. */
    @GetMapping("/servicerequestupdates" + FORMATTED)
    ResponseEntity<byte[]> updates(@PathVariable String format, @RequestParam(name = "jurisdiction_id", required = false) @Nullable String jurisdiction,
            @RequestParam(name = "service_request_id", required = false) @Nullable String ids,
            @RequestParam(name = "start_date", required = false) @Nullable String start,
            @RequestParam(name = "end_date", required = false) @Nullable String end) {
        return answer(HttpStatus.OK, format, "service_request_updates", "request_update",
                civic.updates(said(jurisdiction), several(ids), start, end).stream().map(request -> fields(
                        "update_id", request.id() + "." + request.revision(), "service_request_id", request.id(), "status", request.status(),
                        "updated_datetime", time(request.updatedAt()), "description", request.notes(), "media_url", null)).toList());
    }

    private static Map<String, Object> view(CivicRequest request) {
        return fields("service_request_id", request.id(), "status", request.status(), "status_notes", request.notes(),
                "service_name", request.serviceName(), "service_code", request.serviceCode(), "description", request.description(),
                "agency_responsible", request.agency(), "service_notice", null, "requested_datetime", time(request.requestedAt()),
                "updated_datetime", time(request.updatedAt()), "expected_datetime", null, "address", null, "address_id", null, "zipcode", null,
                "lat", null, "long", null, "media_url", null);
    }

    /** The form, read as such whatever is in the address besides. */
    private static Map<String, List<String>> form(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw Refusal.malformed("Content-Type", "应为 application/x-www-form-urlencoded");
        }
        Map<String, List<String>> form = new LinkedHashMap<>();
        try {
            request.getParameterMap().forEach((name, values) -> form.put(name, Arrays.asList(values)));
        } catch (IllegalStateException e) {
            throw Refusal.malformed("(body)", "表单无法解析，或超过 64 KB");
        }
        if (form.entrySet().stream().anyMatch(field -> halved(field.getKey()) || field.getValue().stream().anyMatch(Open311Controller::halved))) {
            throw Refusal.malformed("(body)", "含有无效字符");
        }
        return form;
    }

    /** Whether a text holds half of a surrogate pair, or what took the place of bytes that are no UTF-8. */
    private static boolean halved(String text) {
        return text.codePoints().anyMatch(point -> point == 0xfffd || point == 0 || point >= 0xd800 && point < 0xe000);
    }

    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Set<String> several(@Nullable String list) {
        return said(list) == null ? null : new LinkedHashSet<>(Arrays.stream(list.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList());
    }

    private static @Nullable Boolean closed(@Nullable Set<String> status) {
        if (status == null || status.isEmpty()) {
            return null;
        }
        if (!Set.of("open", "closed").containsAll(status)) {
            throw Refusal.malformed("status", "取值应为 open、closed，或二者");
        }
        return status.size() == 2 ? null : status.contains("closed");
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(China.ZONE).toOffsetDateTime());
    }

    /** Names and values in turn; values may be null. */
    private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, String format, String root, String item, Object answer) {
        Format form = Format.of(format);
        return ResponseEntity.status(status).contentType(form.type()).body(form.write(root, item, answer));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(Refusal refusal, HttpServletRequest request) {
        int status = switch (refusal.kind()) {
            case UNAUTHENTICATED -> 403;
            case RULE_BROKEN -> 400;
            default -> refusal.kind().status();
        };
        List<Map<String, Object>> errors = refusal.fieldErrors().stream().map((FieldError error) ->
                fields("code", status, "description", error.field() + "：" + error.message())).toList();
        return error(status, errors.isEmpty() ? List.of(fields("code", status, "description", refusal.getMessage())) : errors, request,
                refusal.retryAfter().map(wait -> Long.toString(wait.toSeconds() + 1)).orElse(RETRY_AFTER_SECONDS));
    }

    @ExceptionHandler({DataAccessException.class, MongoException.class})
    ResponseEntity<byte[]> unavailable(Exception outage, HttpServletRequest request) {
        log.warn("{} {} refused for now: {}", request.getMethod(), request.getRequestURI(), outage.toString());
        return error(503, List.of(fields("code", 503, "description", "系统存储暂时无法访问，请稍后重试")), request, RETRY_AFTER_SECONDS);
    }

    private static ResponseEntity<byte[]> error(int status, List<Map<String, Object>> errors, HttpServletRequest request, String retryAfter) {
        Format format = Format.of(request.getRequestURI().endsWith(".xml") ? "xml" : "json");
        var answer = ResponseEntity.status(status).contentType(format.type());
        if (status == 429 || status == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return answer.body(format.write("errors", "error", errors));
    }
}
