package cn.tiyan.platform.web;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns whatever goes wrong into an RFC 9457 problem. Never carries the text of an exception that was not meant for the caller. */
@RestControllerAdvice
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final int MOST_OF_HEADERS = 64 * 1024;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        return answer(of(refusal, request.getRequestURI()), refusal.retryAfter().map(Problems::wholeSeconds).orElse(RETRY_AFTER_SECONDS));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownReference unknown, HttpServletRequest request) {
        return refused(Refusal.rule("unknown-reference", unknown.field(), unknown.getMessage()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refused(refusal, request);
            }
            if (cause instanceof StreamConstraintsException) {
                return refused(Refusal.tooLarge("提交的内容过大或层次过深，请减少内容或分次提交"), request);
            }
            if (cause instanceof JacksonException json) {
                String path = json.getPath().stream()
                        .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                        .collect(Collectors.joining());
                boolean surplus = json instanceof tools.jackson.databind.exc.UnrecognizedPropertyException;
                Class<?> wanted = json instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
                String message = surplus ? "没有这个字段，请检查拼写" : path.isEmpty() ? "不是有效的 JSON" : expected(wanted);
                return refused(Refusal.malformed(path.isEmpty() ? "(body)" : path.replaceFirst("^\\.", ""), message), request);
            }
        }
        return refused(Refusal.malformed("(body)", "缺少请求内容"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return refused(Refusal.malformed(fields(invalid.getBindingResult())), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException invalid, HttpServletRequest request) {
        List<FieldError> errors = new ArrayList<>();
        invalid.getParameterValidationResults().forEach(result -> {
            if (result instanceof org.springframework.validation.method.ParameterErrors body) {
                body.getFieldErrors().forEach(error -> errors.add(new FieldError(error.getField(), message(error))));
            } else {
                String name = result.getMethodParameter().getParameterName();
                result.getResolvableErrors().forEach(error -> errors.add(new FieldError(name == null ? "(request)" : name, String.valueOf(error.getDefaultMessage()))));
            }
        });
        return refused(Refusal.malformed(errors), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatched(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return refused(Refusal.malformed(mismatch.getName(), expected(mismatch.getRequiredType())), request);
    }

    /** Tomcat reads parameters when they are first asked for, and then refuses all of them. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException unreadable, HttpServletRequest request) {
        log.debug("{} {} refused: {}", request.getMethod(), request.getRequestURI(), unreadable.toString());
        return refused(unreadable.getErrorCode() == 413 ? Refusal.tooLarge("提交的参数过多或过长，请减少后重试")
                : Refusal.malformed("(request)", "参数无法读取：应为 UTF-8 编码，并按网址规则转义"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return refused(Refusal.malformed(missing.getParameterName(), "缺少该参数"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingRequestHeaderException missing, HttpServletRequest request) {
        return refused(Refusal.malformed(missing.getHeaderName(), "缺少该请求头"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestPartException missing, HttpServletRequest request) {
        return refused(Refusal.malformed(missing.getRequestPartName(), "缺少该文件"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException large, HttpServletRequest request) {
        if (isNotWritten(large)) {
            return unavailable(large, request);
        }
        return refused(isName(large) ? Refusal.malformed("(body)", "文件名过长，请缩短后重新上传") : Refusal.tooLarge("文件超过允许的大小"), request);
    }

    /** In the headers of a part only the name of its file can be long; and nothing else is limited to so little. */
    private static boolean isName(MaxUploadSizeExceededException large) {
        for (Throwable cause = large; cause != null; cause = cause.getCause()) {
            if (cause instanceof SizeException size) {
                return size.getPermittedSize() <= MOST_OF_HEADERS;
            }
        }
        return false;
    }

    /** A multipart body without a boundary, or one that ends too early. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(MultipartException unreadable, HttpServletRequest request) {
        return isNotWritten(unreadable) ? unavailable(unreadable, request) : refused(Refusal.malformed("(body)", "不是完整的 multipart/form-data 内容"), request);
    }

    /**
     * Whether it is not the caller's fault: what is uploaded lies on disk meanwhile, and the disk is full. Whatever breaks in reading
     * has a class of its own; a system call that fails in writing has none.
     */
    private static boolean isNotWritten(MultipartException upload) {
        for (Throwable cause = upload; cause != null && !(cause instanceof ClientAbortException); cause = cause.getCause()) {
            if (cause.getClass() == IOException.class || cause instanceof FileSystemException || cause instanceof FileNotFoundException) {
                return true;
            }
        }
        return false;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(AccessDeniedException denied, HttpServletRequest request) {
        return refused(Refusal.forbidden("您没有进行此操作的权限"), request);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, com.mongodb.MongoSocketException.class,
            com.mongodb.MongoTimeoutException.class, org.springframework.kafka.KafkaException.class})
    ResponseEntity<ProblemDetail> unavailable(Exception outage, HttpServletRequest request) {
        log.warn("{} {} refused for now: {}", request.getMethod(), request.getRequestURI(), outage.toString());
        return refused(Refusal.unavailable("storage-unavailable", "系统存储暂时无法访问，请稍后重试"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception exception, HttpServletRequest request) {
        if (exception instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            var problem = problem(status.value(), name(status), title(status), detail(status), request.getRequestURI());
            return ResponseEntity.status(status).headers(known.getHeaders()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
        return answer(problem(500, "internal-error", "系统内部错误", "请稍后重试；如仍不成功，请将 traceId 提供给系统管理员", request.getRequestURI()));
    }

    /** The problem a refusal becomes; for filters, which answer before any controller. */
    public static ProblemDetail of(Refusal refusal, String path) {
        ProblemDetail problem = problem(refusal.kind().status(), refusal.name(), refusal.kind().title(), String.valueOf(refusal.getMessage()), path);
        if (!refusal.fieldErrors().isEmpty()) {
            problem.setProperty("fieldErrors", refusal.fieldErrors());
        }
        return problem;
    }

    private static ProblemDetail problem(int status, String name, String title, String detail, String path) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:tiyan:problem:" + name));
        problem.setTitle(title);
        problem.setDetail(detail);
        problem.setInstance(URI.create(path));
        problem.setProperty("traceId", Trace.id());
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return answer(problem, RETRY_AFTER_SECONDS);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, String retryAfter) {
        var response = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == 503 || problem.getStatus() == 429) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return response.body(problem);
    }

    /** Rounded up, so that whoever waits so long does not come too early. */
    private static String wholeSeconds(Duration wait) {
        return Long.toString(wait.plusMillis(999).toSeconds());
    }

    private static List<FieldError> fields(BindingResult result) {
        List<FieldError> errors = new ArrayList<>();
        result.getFieldErrors().forEach(error -> errors.add(new FieldError(error.getField(), message(error))));
        result.getGlobalErrors().forEach(error -> errors.add(new FieldError("(body)", String.valueOf(error.getDefaultMessage()))));
        return errors;
    }

    /** What could not be bound at all is said in our words: the message then is an exception's. */
    private static String message(org.springframework.validation.FieldError error) {
        return !error.isBindingFailure() ? String.valueOf(error.getDefaultMessage())
                : expected(error.contains(TypeMismatchException.class) ? error.unwrap(TypeMismatchException.class).getRequiredType() : null);
    }

    /** How a value of this type is written. */
    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "取值不符合要求的格式";
        }
        if (type.isEnum()) {
            return "应为以下之一：" + Arrays.stream(type.getEnumConstants()).map(value -> ((Enum<?>) value).name()).collect(Collectors.joining("、"));
        }
        return switch (type.getSimpleName()) {
            case "LocalDate" -> "应为日期，例如 2026-11-30";
            case "Instant", "OffsetDateTime" -> "应为时间，例如 2026-11-30T09:00:00+08:00";
            case "int", "Integer", "long", "Long" -> "应为整数";
            case "boolean", "Boolean" -> "应为 true 或 false";
            default -> "取值不符合要求的格式";
        };
    }

    /** The same name, whoever refuses: the gateway or the service. */
    private static String name(HttpStatus status) {
        return switch (status.value()) {
            case 400 -> "malformed";
            case 413 -> "payload-too-large";
            default -> status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        };
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "没有这个地址";
            case METHOD_NOT_ALLOWED -> "该地址不支持此方法";
            case UNSUPPORTED_MEDIA_TYPE -> "不支持的内容类型";
            case NOT_ACCEPTABLE -> "无法提供所要求的内容类型";
            default -> "请求有误";
        };
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "请对照接口文档检查路径";
            case METHOD_NOT_ALLOWED -> "请查看响应头 Allow 中允许的方法";
            case UNSUPPORTED_MEDIA_TYPE -> "请将 Content-Type 设为 application/json 或文档所列类型";
            default -> "请对照接口文档修改请求";
        };
    }
}
