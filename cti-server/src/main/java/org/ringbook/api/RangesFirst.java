package org.ringbook.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.access.KnownRequests;
import org.ringbook.access.SignedIn;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Pieces of a recording for whoever listens to it in a browser, before all that other requests go through: a player that jumps about
 * asks for many. The same rights and the same audit, by {@link RecordingsApi} itself; whatever is not plain goes on to it.
 */
final class RangesFirst extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern AUDIO = Pattern.compile("/api/recordings/([0-9a-f-]{36})/audio");

    private final transient KnownRequests known;
    private final transient ObjectProvider<RecordingsApi> recordings;

    /** @param recordings made when the first is listened to */
    RangesFirst(KnownRequests known, ObjectProvider<RecordingsApi> recordings) {
        this.known = known;
        this.recordings = recordings;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isAnswered(request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean isAnswered(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")
                || request.getHeader("Range") == null
                || request.getQueryString() != null) {
            return false;
        }
        Matcher path = AUDIO.matcher(request.getRequestURI());
        SignedIn who = path.matches() ? known.who(request).orElse(null) : null;
        return who != null && recordings.getObject().piece(who, path.group(1), request, response);
    }
}
