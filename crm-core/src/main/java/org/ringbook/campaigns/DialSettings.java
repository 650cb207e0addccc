package org.ringbook.campaigns;

import java.time.Instant;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * How a campaign is dialled where the server begins its calls.
 *
 * @param callerId the number of ours that is shown; null while none was chosen
 * @param signedBy who signed that it may be dialled without a person's deciding on each call, where that is not usual; null for nobody
 * @param signedAt null as long as nobody signed
 */
public record DialSettings(PhoneNumber callerId, UUID signedBy, Instant signedAt) {

    public static final DialSettings NONE = new DialSettings(null, null, null);

    public boolean isSigned() {
        return signedBy != null;
    }
}
