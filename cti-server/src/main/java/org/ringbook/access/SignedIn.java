package org.ringbook.access;

import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who sent the request. Their name and telephones may change meanwhile: ask {@link org.ringbook.staff.Staff}.
 *
 * @param passwordMark {@link org.ringbook.staff.Staff#passwordMark} when they signed in; after a new password they are no longer
 * @param token that a program of theirs signed in with; null for a person
 * @param until when the token ends; null when it does not, or there is none
 */
public record SignedIn(UUID id, String login, Role role, String passwordMark, UUID token, Instant until)
        implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return login;
    }

    /** True for the role itself and for each that may more. */
    public boolean mayAs(Role needed) {
        return role.compareTo(needed) >= 0;
    }

    static SignedIn of(StaffMember member, String passwordMark) {
        return new SignedIn(member.id(), member.login(), member.role(), passwordMark, null, null);
    }

    static SignedIn of(StaffMember member, AccessTokens.Shown token) {
        return new SignedIn(member.id(), member.login(), member.role(), null, token.id(), token.expiresAt());
    }

    /** The same sign-in of the person as they are on the staff list now. */
    SignedIn as(StaffMember member) {
        return new SignedIn(member.id(), member.login(), member.role(), passwordMark, token, until);
    }

    /** Without the mark. */
    @Override
    public String toString() {
        return "SignedIn[" + login + ", " + role + "]";
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
