package org.ringbook.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session outlives its day: who has left is out with the next request, whoever signed in with an earlier password likewise, and
 * another role counts with the next.
 */
class StillOnStaffFilter extends OncePerRequestFilter {

    private final Staff staff;

    StillOnStaffFilter(Staff staff) {
        this.staff = staff;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        if (before != null && before.getPrincipal() instanceof SignedIn person) {
            Optional<SignedIn> now = staff.find(person.id())
                    .filter(StaffMember::active)
                    .filter(member -> isGood(person))
                    .map(person::as);
            if (now.isEmpty()) {
                SecurityContextHolder.clearContext();
                Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.invalidate());
            } else if (!now.get().equals(person)) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(now.get().authentication(before.getDetails()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isGood(SignedIn person) {
        return person.token() != null || staff.passwordMark(person.id()).equals(person.passwordMark());
    }
}
