package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** How somebody gives themselves another password. All that was opened with the old one ends, but the session that they do it in. */
@Component
public class OwnPassword {

    private final Staff staff;
    private final PasswordSignIn signIn;

    OwnPassword(Staff staff, PasswordSignIn signIn) {
        this.staff = staff;
        this.signIn = signIn;
    }

    /**
     * @param now the password of now; whoever finds a browser open does not know it
     * @throws Refused if it is not the password of now, or the other one does not fit
     */
    public void change(
            StaffMember member, String now, String other, HttpServletRequest request, HttpServletResponse response) {
        var details = new WebAuthenticationDetails(request);
        var asked = UsernamePasswordAuthenticationToken.unauthenticated(member.login(), now == null ? "" : now);
        asked.setDetails(details);
        try {
            signIn.authenticate(asked);
        } catch (TooManyTries tries) {
            throw Refused.because("old", "access.password.wait", tries.seconds());
        } catch (SignInsBusy busy) {
            throw Refused.because(null, "access.password.busy");
        } catch (AuthenticationException wrong) {
            throw Refused.because("old", "access.password.old");
        }
        staff.setPassword(member.id(), other);
        if (request.getSession(false) != null) {
            request.changeSessionId();
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    SignedIn.of(member, staff.passwordMark(member.id())).authentication(details));
            SecurityContextHolder.setContext(context);
            new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        }
    }
}
