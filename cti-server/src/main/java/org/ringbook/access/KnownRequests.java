package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who sends a request, told from what is in memory alone: somebody with a session of their browser, or a program whose password fitted
 * from there lately. For the few addresses that are asked hundreds of times a second and stand before the chain of filters. Whoever is
 * not known by it goes through that chain, which knows everybody and says no in words.
 */
@Component
public class KnownRequests {

    private final Staff staff;

    KnownRequests(Staff staff) {
        this.staff = staff;
    }

    /** Only of a request that shows no other proof than its session. As they are on the staff list now; any thread. */
    public Optional<SignedIn> who(HttpServletRequest request) {
        if (request.getHeader("Authorization") != null) {
            return Optional.empty();
        }
        HttpSession session = request.getSession(false);
        Object context = session == null
                ? null
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext known
                        && known.getAuthentication() != null
                        && known.getAuthentication().isAuthenticated()
                        && known.getAuthentication().getPrincipal() instanceof SignedIn person
                ? still(person)
                : Optional.empty();
    }

    /** As {@link StillOnStaffFilter} asks of every request. */
    private Optional<SignedIn> still(SignedIn person) {
        return staff.find(person.id())
                .filter(StaffMember::active)
                .filter(member -> person.token() == null
                        && staff.passwordMark(person.id()).equals(person.passwordMark()))
                .map(person::as);
    }
}
