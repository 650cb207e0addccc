package org.ringbook.control;

import java.time.Instant;

/** Requests of stories. */
public final class Requests {

    private Requests() {}

    public static CallRequest taken(Asking asking, String telephone, String number) {
        return CallRequest.of(RequestKind.DIAL, asking, telephone, number, null, Instant.now());
    }
}
