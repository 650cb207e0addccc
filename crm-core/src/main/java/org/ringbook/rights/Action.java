package org.ringbook.rights;

/** What somebody may do with what is somebody's. */
public enum Action {
    /** In a list, on its page, in an export, in the API. */
    SEE,
    /** Its recordings; their notes, too. */
    HEAR,
    /** Take a recording away as a file. */
    DOWNLOAD,
    /** Take part in a conversation that goes on: listen, whisper, barge in. */
    LISTEN
}
