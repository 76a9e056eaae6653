package cn.tiyan.platform.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request or command that is refused, for a reason the caller can act on. It reaches the caller as an RFC 9457 problem with
 * the type {@code urn:tiyan:problem:<name>}; the message is shown to officials and is therefore Chinese.
 */
public final class Refusal extends RuntimeException {

    /** What a refusal means to the caller. */
    public enum Kind {
        /** The request cannot be understood: correct the named fields. */
        MALFORMED(400, "请求内容有误"),
        /** Nobody known is calling: sign in, or sign the request. */
        UNAUTHENTICATED(401, "身份未验证"),
        /** The caller may not do this. */
        FORBIDDEN(403, "无权进行此操作"),
        /** There is no such thing, or the caller may not know that there is. */
        NOT_FOUND(404, "未找到"),
        /** It has changed meanwhile: read it again, then decide. */
        STALE(409, "内容已被他人更新"),
        /** The request is larger than allowed. */
        TOO_LARGE(413, "内容过大"),
        /** A rule of the domain forbids it. */
        RULE_BROKEN(422, "不符合业务规则"),
        /** The version it is meant for is not said: send If-Match. */
        VERSION_REQUIRED(428, "缺少版本号"),
        /** Too much at once: wait as long as Retry-After says. */
        TOO_MANY(429, "请求过于频繁"),
        /** Something this needs cannot be reached now: try again later. */
        UNAVAILABLE(503, "服务暂不可用");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The problem's title. */
        public String title() {
            return title;
        }
    }

    /**
     * What is wrong with one field.
     *
     * @param field path of the field, such as {@code findings[0].title}
     * @param message what is wrong, in Chinese
     */
    public record FieldError(String field, String message) {
    }

    private final Kind kind;
    private final String name;
    private final List<FieldError> fieldErrors;
    private final @Nullable Duration retryAfter;

    private Refusal(Kind kind, String name, String message, List<FieldError> fieldErrors) {
        this(kind, name, message, fieldErrors, null);
    }

    private Refusal(Kind kind, String name, String message, List<FieldError> fieldErrors, @Nullable Duration retryAfter) {
        // Without a trace: it says what the caller may not do, not where our code went wrong, and is thrown to find out what may be done.
        super(message, null, false, false);
        this.kind = kind;
        this.name = name;
        this.fieldErrors = List.copyOf(fieldErrors);
        this.retryAfter = retryAfter;
    }

    /** Fields that cannot be understood or accepted. */
    public static Refusal malformed(FieldError... errors) {
        return malformed(List.of(errors));
    }

    /** Fields that cannot be understood or accepted. */
    public static Refusal malformed(List<FieldError> errors) {
        return new Refusal(Kind.MALFORMED, "malformed", "请按提示修改后重新提交", errors);
    }

    /** One field that cannot be understood or accepted. */
    public static Refusal malformed(String field, String message) {
        return malformed(new FieldError(field, message));
    }

    /** Nobody known is calling; {@code name} says why, such as {@code signature-wrong}. */
    public static Refusal unauthenticated(String name, String message) {
        return new Refusal(Kind.UNAUTHENTICATED, name, message, List.of());
    }

    /** The caller's roles or unit do not allow it. */
    public static Refusal forbidden(String message) {
        return new Refusal(Kind.FORBIDDEN, "forbidden", message, List.of());
    }

    /** No such thing within what the caller may see. */
    public static Refusal notFound(String message) {
        return new Refusal(Kind.NOT_FOUND, "not-found", message, List.of());
    }

    /** The caller decided on an older version than there is. */
    public static Refusal stale() {
        return new Refusal(Kind.STALE, "stale-version", "该记录已被更新，请刷新后再操作", List.of());
    }

    /** A change did not say which version it is meant for. */
    public static Refusal versionRequired() {
        return new Refusal(Kind.VERSION_REQUIRED, "version-required", "请在 If-Match 中带上读取时得到的 ETag", List.of());
    }

    /** The rule {@code name} of the domain forbids it. */
    public static Refusal rule(String name, String message) {
        return new Refusal(Kind.RULE_BROKEN, name, message, List.of());
    }

    /** The rule {@code name} forbids the value of one field. */
    public static Refusal rule(String name, String field, String message) {
        return new Refusal(Kind.RULE_BROKEN, name, message, List.of(new FieldError(field, message)));
    }

    /** The rule {@code name} forbids it, for all that these fields lack or say. */
    public static Refusal rule(String name, String message, List<FieldError> errors) {
        return new Refusal(Kind.RULE_BROKEN, name, message, errors);
    }

    /** The body is larger than allowed. */
    public static Refusal tooLarge(String message) {
        return new Refusal(Kind.TOO_LARGE, "payload-too-large", message, List.of());
    }

    /** Too much at once: it may be tried again after this time. */
    public static Refusal tooMany(String name, String message, Duration retryAfter) {
        return new Refusal(Kind.TOO_MANY, name, message, List.of(), retryAfter);
    }

    /** Something needed cannot be reached now. */
    public static Refusal unavailable(String name, String message) {
        return new Refusal(Kind.UNAVAILABLE, name, message, List.of());
    }

    /** What it means to the caller. */
    public Kind kind() {
        return kind;
    }

    /** The stable last part of the problem's type. */
    public String name() {
        return name;
    }

    /** After which time it may be tried again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The fields at fault; empty where no single field is. */
    public List<FieldError> fieldErrors() {
        return fieldErrors;
    }
}
