package org.ringbook.agents.session;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ringbook.access.ResumeTickets;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Lets in who is signed in and stands on the staff list; everybody else gets 401 or 403 before there is a socket. The
 * sign-in itself (HTTP Basic, bearer, or the browser's session) has happened on the upgrade request.
 */
final class SignedIn implements HandshakeInterceptor {

    static final String MEMBER = "ringbook.member";
    static final String LANGUAGE = "ringbook.language";
    /** Id of the token that a program signed in with; missing where it was a password. */
    static final String TOKEN = "ringbook.token";
    /** Id of the resume ticket that it came back with, or is given; missing where there is none. */
    static final String TICKET = "ringbook.ticket";
    /** The ticket itself, to be told once. */
    static final String RESUME = "ringbook.resume";
    /** When that token ends; missing where it does not. */
    static final String UNTIL = "ringbook.until";

    private final Function<String, Optional<StaffMember>> byLogin;
    private final ResumeTickets tickets;

    /** @param tickets null where none are given */
    SignedIn(Function<String, Optional<StaffMember>> byLogin, ResumeTickets tickets) {
        this.byLogin = byLogin;
        this.tickets = tickets;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        Principal principal = request.getPrincipal();
        Optional<StaffMember> member = principal == null
                ? Optional.empty()
                : byLogin.apply(principal.getName()).filter(StaffMember::active);
        if (member.isEmpty()) {
            response.setStatusCode(principal == null ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN);
            return false;
        }
        attributes.put(MEMBER, member.get());
        attributes.put(LANGUAGE, language(request, member.get()));
        if (principal instanceof Authentication shown
                && shown.getPrincipal() instanceof org.ringbook.access.SignedIn who
                && who.token() != null) {
            attributes.put(TOKEN, who.token());
            attributes.put(UNTIL, who.until());
        }
        if (tickets != null) {
            ticket(request, principal, attributes);
        }
        return true;
    }

    private void ticket(ServerHttpRequest request, Principal principal, Map<String, Object> attributes) {
        Object used = ((ServletServerHttpRequest) request).getServletRequest().getAttribute(ResumeTickets.USED);
        String shown = request.getHeaders().getFirst("Authorization");
        if (used != null) {
            attributes.put(TICKET, used);
        } else if (shown != null
                && shown.regionMatches(true, 0, "Basic ", 0, 6)
                && principal instanceof Authentication known
                && known.getPrincipal() instanceof org.ringbook.access.SignedIn who) {
            tickets.give(who).ifPresent(given -> {
                attributes.put(TICKET, given.id());
                attributes.put(RESUME, given.secret());
            });
        }
    }

    private static String language(ServerHttpRequest request, StaffMember member) {
        if (member.language() != null) {
            return member.language();
        }
        var asked = request.getHeaders().getFirst("Accept-Language");
        return asked == null ? "en" : asked;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Exception exception) {}
}
