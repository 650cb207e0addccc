package org.ringbook.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a request says of where it comes from and goes to is untrusted: an {@code Origin} that is none is refused before something
 * stumbles over it, a field that is no text likewise, and no answer leads to the {@code Host} that the request names. A {@code Location} is the path alone.
 */
final class UntrustedHeaders extends OncePerRequestFilter {

    private static final int LONGEST_ORIGIN = 300;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader("Origin");
        if (origin != null && !isOrigin(origin)) {
            response.setStatus(400);
            response.setContentType("application/problem+json");
            response.getOutputStream()
                    .write(
                            "{\"status\":400,\"detail\":\"The header Origin is none. Write scheme://host, or leave it out.\"}"
                                    .getBytes(StandardCharsets.UTF_8));
            return;
        }
        try {
            chain.doFilter(request, new OwnLocations(request, response));
        } catch (ServletException | InvalidParameterException failed) {
            if (!isUnreadable(failed) || response.isCommitted()) {
                throw failed;
            }
            response.sendError(400);
        }
    }

    /** A field of the address or of a form that is no text. */
    private static boolean isUnreadable(Exception failed) {
        return failed instanceof InvalidParameterException || failed.getCause() instanceof InvalidParameterException;
    }

    static boolean isOrigin(String text) {
        if (text.equals("null")) {
            return true;
        }
        try {
            UriComponents parts = UriComponentsBuilder.fromUriString(text).build();
            return text.length() <= LONGEST_ORIGIN
                    && URI.create(text).getRawAuthority() != null
                    && parts.getScheme() != null
                    && parts.getHost() != null
                    && parts.getPort() <= 65_535;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private static final class OwnLocations extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        OwnLocations(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            super.sendRedirect(path(location));
        }

        @Override
        public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
            super.sendRedirect(path(location), status, clearBuffer);
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, isLocation(name, value) ? path(value) : value);
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, isLocation(name, value) ? path(value) : value);
        }

        private static boolean isLocation(String name, String value) {
            return value != null && name.equalsIgnoreCase("Location");
        }

        /** Whatever names the host does so because the request named it. */
        private String path(String location) {
            String small = location.toLowerCase(Locale.ROOT);
            String host = "://" + request.getServerName().toLowerCase(Locale.ROOT);
            int end = location.indexOf('/', small.indexOf("://") + 3);
            boolean absolute = small.startsWith("http" + host) || small.startsWith("https" + host);
            return !absolute ? location : end < 0 ? "/" : location.substring(end);
        }
    }
}
