package org.ringbook.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs in a request that carries a personal token, or the resume ticket of a session that broke. */
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final ResumeTickets tickets;
    private final Staff staff;
    private final ApiRefusals refusals;

    BearerFilter(AccessTokens tokens, ResumeTickets tickets, Staff staff, ApiRefusals refusals) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.staff = staff;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
            return;
        }
        String secret = header.substring(SCHEME.length()).strip();
        if (secret.startsWith(ResumeTickets.PREFIX)) {
            resume(secret, request, response, chain);
            return;
        }
        AccessTokens.Shown token = tokens.shown(secret).orElse(null);
        StaffMember owner = token == null
                ? null
                : staff.find(token.owner()).filter(StaffMember::active).orElse(null);
        if (owner == null) {
            refusals.commence(request, response, new BadCredentialsException("The token is not valid."));
            return;
        }
        if (!TokenRights.allows(token.scope(), request)) {
            refusals.refuseToken(request, response, token.scope());
            return;
        }
        signIn(SignedIn.of(owner, token), request);
        chain.doFilter(request, response);
    }

    /** A ticket is good for the session that it was given in, and for nothing else. */
    private void resume(String secret, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SignedIn who = TokenRights.isSession(request) ? tickets.resume(secret).orElse(null) : null;
        if (who == null) {
            refusals.commence(
                    request,
                    response,
                    new BadCredentialsException("The resume ticket is not valid. Sign in with login and password."));
            return;
        }
        request.setAttribute(ResumeTickets.USED, ResumeTickets.id(secret));
        signIn(who, request);
        chain.doFilter(request, response);
    }

    private static void signIn(SignedIn who, HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who.authentication(new WebAuthenticationDetails(request)));
        SecurityContextHolder.setContext(context);
    }
}
