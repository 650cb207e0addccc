package org.ringbook.access;

import org.springframework.security.core.AuthenticationException;

/** So many passwords wait to be checked that this one was not looked at. It says nothing of whether it is right. */
class SignInsBusy extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    static final int SECONDS = 2;

    SignInsBusy() {
        super("Too many sign-ins at once.");
    }
}
