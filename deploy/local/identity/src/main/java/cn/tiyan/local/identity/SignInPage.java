package cn.tiyan.local.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page people sign in on. It names no user and no reason: a wrong name and a wrong password look the same. */
@Controller
class SignInPage {

    static final String PATH = "/login";

    private final String template;

    SignInPage() throws IOException {
        template = new ClassPathResource("sign-in.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(PATH)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("error") != null) {
            write(request, response, HttpStatus.OK, "用户名或密码不正确。");
        } else if (request.getParameter("logout") != null) {
            write(request, response, HttpStatus.OK, "您已退出登录。");
        } else {
            write(request, response, HttpStatus.OK, "");
        }
    }

    void refuseForAWhile(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SignInAttempts.WINDOW.toSeconds()));
        write(request, response, HttpStatus.TOO_MANY_REQUESTS, "登录失败次数过多，请一分钟后再试。");
    }

    /** {@code notice} is a fixed text of ours and the token is base64url: nothing of the request reaches the page. */
    private void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String notice) throws IOException {
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        response.setStatus(status.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(template
            .replace("{{csrf-name}}", csrf.getParameterName())
            .replace("{{csrf-token}}", csrf.getToken())
            .replace("{{notice}}", notice));
    }
}
