package org.ringbook.recordings.store;

import java.util.List;
import org.ringbook.attachments.AttachmentConfiguration;

/** Tables in which bytes of the store are named: what lets them go asks all of them. */
final class WhoNeedsBytes {

    static final String[] TABLES = {
        "staff",
        "contacts",
        "calls",
        "events",
        "tasks",
        "fields",
        "leads",
        "deals",
        "claims",
        "bin",
        "recordings",
        "attachments"
    };

    static final List<BytesNamedElsewhere> COLUMNS =
            List.of(AttachmentConfiguration.bytesOfAttachments(), AttachmentConfiguration.bytesInTheBin());

    private WhoNeedsBytes() {}
}
