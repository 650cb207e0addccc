package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests that change something and have to prove that one of our own pages sent them. A program that signs in with
 * each request proves it by that, unless a browser did it for a foreign page: browsers say so. Who has no session and
 * does not sign in has nothing to misuse, and is told to sign in.
 */
final class OwnPages implements RequestMatcher {

    private static final Set<String> ONLY_READ = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    public boolean matches(HttpServletRequest request) {
        if (ONLY_READ.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreignPage = "cross-site".equals(site) || "same-site".equals(site);
        return foreignPage || request.getHeader("Authorization") == null && request.getSession(false) != null;
    }
}
