package org.ringbook.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the form, which says why: {@code ?wrong}, {@code ?wait=SECONDS}, or {@code ?busy}. */
final class SignInFailed implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        String reason = why instanceof TooManyTries tries
                ? "wait=" + tries.seconds()
                : why instanceof SignInsBusy ? "busy" : "wrong";
        response.sendRedirect(request.getContextPath() + "/sign-in?" + reason);
    }
}
