package org.ringbook.access;

import java.util.Locale;
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
    /** bcrypt reads 72 bytes; more is no password of anybody, and costs nothing. */
    private static final int LONGEST_PASSWORD = 200;

    private final Staff staff;
    private final SignInThrottle throttle;
    private final RememberedPasswords remembered;
    private final PasswordChecks checks;
    private final EasyPasswords easy;

    PasswordSignIn(
            Staff staff,
            SignInThrottle throttle,
            RememberedPasswords remembered,
            PasswordChecks checks,
            EasyPasswords easy) {
        this.easy = easy;
        this.staff = staff;
        this.throttle = throttle;
        this.remembered = remembered;
        this.checks = checks;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String login = asked.getName();
        String password = String.valueOf(asked.getCredentials());
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "unknown";
        if (login.length() > LONGEST_LOGIN || password.length() > LONGEST_PASSWORD) {
            throw new BadCredentialsException("Login or password is wrong.");
        }
        String sameTry = remembered.hash(login.toLowerCase(Locale.ROOT), password, address);
        // Of before the check: a password that is changed meanwhile is no longer good.
        String mark = mark(login);
        return known(sameTry, login, address)
                .or(() -> checked(sameTry, mark, login, password, address))
                .map(member -> SignedIn.of(member, mark).authentication(asked.getDetails()))
                .orElseThrow(() -> new BadCredentialsException("Login or password is wrong."));
    }

    private String mark(String login) {
        return staff.byLogin(login)
                .map(member -> staff.passwordMark(member.id()))
                .orElse("");
    }

    private Optional<StaffMember> known(String sameTry, String login, String address) {
        return throttle.mayBeKnown(login, address)
                ? remembered.who(sameTry).flatMap(staff::find).filter(StaffMember::active)
                : Optional.empty();
    }

    private Optional<StaffMember> checked(String sameTry, String mark, String login, String password, String address) {
        boolean fits = checks.fits(sameTry, () -> throttle.begin(login, address), () -> {
            Optional<StaffMember> member = tried(login, password, address);
            member.ifPresent(who -> {
                remembered.remember(sameTry, who.id(), mark);
                if (Staff.isWeakPassword(who, password)) {
                    easy.noticed(who.id());
                }
            });
            return member.isPresent();
        });
        return fits ? staff.byLogin(login).filter(StaffMember::active) : Optional.empty();
    }

    private Optional<StaffMember> tried(String login, String password, String address) {
        Optional<StaffMember> member;
        try {
            member = staff.signIn(login, password);
        } catch (RuntimeException unknown) {
            throttle.ended(login, address);
            throw unknown;
        }
        if (member.isPresent()) {
            throttle.succeeded(login, address);
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
