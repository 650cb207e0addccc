package org.ringbook.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody uploads a file who is not signed in: what looks for the proof that a form is ours would take the whole of it first.
 * Whoever shows a password or a token is judged by it before the body, too.
 */
final class UploadsOfStrangers extends OncePerRequestFilter {

    private final AuthenticationEntryPoint refusal;

    UploadsOfStrangers(AuthenticationEntryPoint refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean upload = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        if (upload && request.getHeader("Authorization") == null && !isSignedIn(request.getSession(false))) {
            refusal.commence(request, response, new InsufficientAuthenticationException("Not signed in."));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isSignedIn(HttpSession session) {
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }
}
