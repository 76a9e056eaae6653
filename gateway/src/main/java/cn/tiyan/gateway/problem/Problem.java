package cn.tiyan.gateway.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import cn.tiyan.gateway.trace.Trace;

/**
 * Every refusal the gateway can give. The texts are fixed: nothing of a request or an exception can leak through them.
 */
public enum Problem {
    BAD_REQUEST(400, "bad-request", "请求有误", "请求的地址、请求头或正文不合规范，请检查后重试。"),
    UNAUTHORIZED(401, "unauthorized", "需要登录", "没有有效的访问令牌，请登录后重试。"),
    FORBIDDEN(403, "forbidden", "没有权限", "当前身份不能进行这项操作。"),
    ORIGIN_REFUSED(403, "origin-refused", "来源不被允许", "该网页来源不在允许跨域访问的名单中。"),
    NOT_FOUND(404, "not-found", "没有这个地址", "请求的地址不存在，请对照接口文档检查。"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "方法不被支持", "这个地址不支持所用的请求方法。"),
    NOT_ACCEPTABLE(406, "not-acceptable", "无法提供所需格式", "这个地址不能提供所要求的内容格式。"),
    REQUEST_TIMEOUT(408, "request-timeout", "接收请求超时", "请求正文长时间没有传完，请检查网络后重试。"),
    PAYLOAD_TOO_LARGE(413, "payload-too-large", "请求正文过大", "请求正文超过了该地址允许的大小。"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "正文格式不被支持", "这个地址不接受所用的正文格式。"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "请求头过大", "请求头超过了允许的大小。"),
    INTERNAL_ERROR(500, "internal-error", "系统出错", "网关内部出错，已记入日志，请凭追踪号联系运维人员。"),
    SERVICE_UNAVAILABLE(503, "service-unavailable", "服务暂不可用", "负责处理的服务暂时无法连接，请稍后重试。"),
    IDENTITY_UNAVAILABLE(503, "identity-unavailable", "身份服务暂不可用", "暂时无法核验访问令牌，请稍后重试。"),
    GATEWAY_TIMEOUT(504, "gateway-timeout", "服务响应超时", "负责处理的服务没有在规定时间内答复；操作可能已经生效，请先查询再重试。");

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String name;
    private final String title;
    private final String detail;

    Problem(int status, String name, String title, String detail) {
        this.status = status;
        this.name = name;
        this.title = title;
        this.detail = detail;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** The problem that says what a bare status means. */
    public static Problem ofStatus(int status) {
        for (var problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
    }

    /** The problem's JSON. Nothing in it needs escaping: constants, and a trace id of hex digits. */
    public byte[] toJson(String traceId) {
        return """
                {"type":"urn:tiyan:problem:%s","title":"%s","status":%d,"detail":"%s","traceId":"%s"}"""
                .formatted(name, title, status, detail, traceId).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Answers with this problem, in place of whatever was about to be answered.
     *
     * @throws IOException when the caller is gone
     * @throws IllegalStateException when an answer is already on its way
     */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setHeader("Content-Encoding", null);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MEDIA_TYPE);
        var json = toJson(Trace.of(request).traceId());
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
