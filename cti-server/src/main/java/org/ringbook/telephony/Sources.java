package org.ringbook.telephony;

import java.util.List;
import java.util.UUID;

/** All configured telephone sources. */
public interface Sources {

    List<SourceHealth> health();

    /**
     * Click-to-call over the source that has the telephone.
     *
     * @return the request's id, by which the call is found when it comes
     * @throws PbxSource.DialRefused with words for the user
     */
    UUID dial(String fromExtension, String to);
}
