package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the API answers to who is not let in: problem+json (RFC 9457), with words that say what to do. */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final JsonMapper json;

    ApiRefusals(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyTries tries) {
            response.setHeader("Retry-After", Long.toString(tries.seconds()));
            answer(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many failed sign-ins. Try again in " + tries.seconds() + " s.");
            return;
        }
        if (why instanceof SignInsBusy) {
            response.setHeader("Retry-After", Integer.toString(SignInsBusy.SECONDS));
            answer(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many people sign in at once. Try again in " + SignInsBusy.SECONDS + " s.");
            return;
        }
        challenge(request, response);
        answer(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                why instanceof BadCredentialsException
                        ? why.getMessage()
                        : "Sign in with HTTP Basic (login and password) or with a personal token as bearer.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        String words = why instanceof CsrfException
                ? "The page that sent this is out of date or not one of ours. Load it anew."
                : "Your role does not allow this. An administrator can change it.";
        answer(request, response, HttpStatus.FORBIDDEN, words);
    }

    /** The token is good, and not for this. */
    void refuseToken(HttpServletRequest request, HttpServletResponse response, AccessToken.Scope scope)
            throws IOException {
        answer(
                request,
                response,
                HttpStatus.FORBIDDEN,
                TokenRights.onlyPeople(request)
                        ? "Passwords and tokens are changed by a person who signs in with their password, not by a token."
                        : "The scope of this token is \"" + scope.code()
                                + "\", which does not allow this. Make another token.");
    }

    /** To a script of a page, Basic is not named: the browser would ask for a password with a window of its own. */
    private static void challenge(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("WWW-Authenticate", "Bearer realm=\"Ringbook\"");
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode == null || mode.equals("navigate")) {
            response.addHeader("WWW-Authenticate", "Basic realm=\"Ringbook\", charset=\"UTF-8\"");
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
