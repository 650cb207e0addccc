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

/** Signs in a request that carries a personal token. */
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final Staff staff;
    private final ApiRefusals refusals;

    BearerFilter(AccessTokens tokens, Staff staff, ApiRefusals refusals) {
        this.tokens = tokens;
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
        AccessTokens.Shown token =
                tokens.shown(header.substring(SCHEME.length()).strip()).orElse(null);
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
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SignedIn.of(owner, token).authentication(new WebAuthenticationDetails(request)));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
