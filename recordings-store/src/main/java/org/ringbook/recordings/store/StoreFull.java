package org.ringbook.recordings.store;

import java.io.IOException;

/** There is no room for more sound: the rest of the disk is for the calls. */
public final class StoreFull extends IOException {

    public StoreFull(String message) {
        super(message);
    }
}
