package org.ringbook.claims;

import java.time.Instant;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.claims.Claim.Channel;

/**
 * A claim as it comes.
 *
 * @param key what makes it one however often it is told; null when each telling is another one
 * @param responsibleId null for the one of its cause, or nobody yet
 * @param doubtful why it looks like spam; null when it does not
 * @param at when it came; null for now
 */
public record NewClaim(
        String key, Channel channel, ClaimFields about, UUID responsibleId, String doubtful, Instant at) {

    public static NewClaim byHand(ClaimFields about) {
        return new NewClaim(null, Channel.HAND, about, null, null, null);
    }

    /** One click on a call: whoever clicks again finds the same. @param party null when nobody, or not one alone, is known by the number */
    public static NewClaim ofCall(Call call, UUID party) {
        return new NewClaim(
                key(call.id()),
                Channel.CALL,
                ClaimFields.of(said -> {
                    said.callId = call.id();
                    said.partyId = party;
                    said.phone = call.external();
                }),
                null,
                null,
                null);
    }

    static String key(UUID call) {
        return "call " + call;
    }

    /** One click on a client's card. @param click names it: pressed twice, it is one */
    public static NewClaim ofClient(UUID party, UUID click) {
        return new NewClaim(
                "click " + click, Channel.CARD, ClaimFields.of(said -> said.partyId = party), null, null, null);
    }
}
