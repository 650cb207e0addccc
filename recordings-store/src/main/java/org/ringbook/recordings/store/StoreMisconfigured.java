package org.ringbook.recordings.store;

/** The settings say of the store what cannot be; the message says what to set, and has no secret in it. */
final class StoreMisconfigured extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    StoreMisconfigured(String message) {
        super(message);
    }
}
