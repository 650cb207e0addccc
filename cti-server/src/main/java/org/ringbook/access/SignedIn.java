package org.ringbook.access;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who sent the request. Their name and telephones may change meanwhile: ask {@link org.ringbook.staff.Staff}. */
public record SignedIn(UUID id, String login, Role role) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return login;
    }

    /** True for the role itself and for each that may more. */
    public boolean mayAs(Role needed) {
        return role.compareTo(needed) >= 0;
    }

    static SignedIn of(StaffMember member) {
        return new SignedIn(member.id(), member.login(), member.role());
    }

    Authentication authentication(Object details) {
        List<SimpleGrantedAuthority> granted = Arrays.stream(Role.values())
                .filter(this::mayAs)
                .map(each -> new SimpleGrantedAuthority("ROLE_" + each.name()))
                .toList();
        var authentication = UsernamePasswordAuthenticationToken.authenticated(this, null, granted);
        authentication.setDetails(details);
        return authentication;
    }
}
