package cn.tiyan.local.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 429 for a locked name before its password is looked at, so a right guess does not help either. */
final class SignInLimit extends OncePerRequestFilter {

    private final SignInAttempts attempts;
    private final SignInPage page;

    SignInLimit(SignInAttempts attempts, SignInPage page) {
        this.attempts = attempts;
        this.page = page;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var username = request.getParameter(UsernamePasswordAuthenticationFilter.SPRING_SECURITY_FORM_USERNAME_KEY);
        if (username != null && attempts.locked(username.trim())) {
            page.refuseForAWhile(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(request.getMethod().equals("POST") && request.getServletPath().equals(SignInPage.PATH));
    }
}
