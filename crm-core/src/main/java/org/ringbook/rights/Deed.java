package org.ringbook.rights;

/** What somebody may do with a call. */
public enum Deed {
    /** In a list, on its page, in an export, in the API. */
    SEE,
    /** Its recordings; their notes, too. */
    HEAR,
    /** Take a recording away as a file. */
    DOWNLOAD,
    /** Take part in a conversation that goes on: listen, whisper, barge in. */
    LISTEN
}
