package org.ringbook.access;

import java.util.Optional;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Login and password, from the form or from HTTP Basic. */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private static final int LONGEST_LOGIN = 200;

    private final Staff staff;
    private final SignInThrottle throttle;
    private final RememberedPasswords remembered;

    PasswordSignIn(Staff staff, SignInThrottle throttle, RememberedPasswords remembered) {
        this.staff = staff;
        this.throttle = throttle;
        this.remembered = remembered;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String login = asked.getName();
        String password = String.valueOf(asked.getCredentials());
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "unknown";
        if (login.length() > LONGEST_LOGIN) {
            throw new BadCredentialsException("Login or password is wrong.");
        }
        return known(login, password)
                .or(() -> checked(login, password, address))
                .map(member -> SignedIn.of(member).authentication(asked.getDetails()))
                .orElseThrow(() -> new BadCredentialsException("Login or password is wrong."));
    }

    private Optional<StaffMember> known(String login, String password) {
        return remembered.who(login, password).flatMap(staff::find).filter(StaffMember::active);
    }

    private Optional<StaffMember> checked(String login, String password, String address) {
        throttle.check(login, address);
        Optional<StaffMember> member = staff.signIn(login, password);
        if (member.isPresent()) {
            throttle.succeeded(login, address);
            remembered.remember(login, password, member.get().id());
        } else {
            throttle.failed(login, address);
        }
        return member;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
