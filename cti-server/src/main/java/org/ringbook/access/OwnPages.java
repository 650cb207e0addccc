package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requests that change something and have to prove that one of our own pages sent them. A program that signs in with
 * each request proves it by that, unless a browser did it for a foreign page: browsers say so, over plain http by the origin alone.
 * Who has no session and does not sign in has nothing to misuse, and is told to sign in.
 */
final class OwnPages implements RequestMatcher {

    private static final Set<String> ONLY_READ = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    public boolean matches(HttpServletRequest request) {
        if (ONLY_READ.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreignPage = site == null ? isForeign(request) : site.equals("cross-site") || site.equals("same-site");
        return foreignPage || request.getHeader("Authorization") == null && request.getSession(false) != null;
    }

    /** The scheme is left out: a proxy may take TLS off. */
    private static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        String asked = request.getHeader("Host");
        String behindProxy = request.getServerName() + ":" + request.getServerPort();
        String from = host(origin);
        return from == null
                || asked == null
                || !from.equals(host("http://" + asked)) && !from.equals(host("http://" + behindProxy));
    }

    /** Name and port, without one that goes without saying; null for what has none. */
    private static String host(String origin) {
        try {
            URI address = URI.create(origin);
            boolean usual = address.getPort() < 0 || address.getPort() == 80 || address.getPort() == 443;
            return address.getHost() == null
                    ? null
                    : address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + address.getPort());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
