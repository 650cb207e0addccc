package org.ringbook.access;

/** The settings name a first administrator who cannot be made; the message says why, never with the password. */
class CannotMakeAdministrator extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotMakeAdministrator(String why) {
        super(why);
    }
}
