package org.ringbook.recordings.store;

import java.io.IOException;

/** There is no room for more sound, here or where it is kept: the rest of the disk is for the calls. */
public final class StoreFull extends IOException {

    public StoreFull(String message) {
        super(message);
    }
}
