package org.ringbook.control;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.notices.Notice;

/**
 * One thing that somebody asked the telephone system to do, and what became of it. Immutable.
 *
 * @param key what the asking side calls it; null for none
 * @param telephone of ours, by which it is done: that rings first, speaks, picks up, listens
 * @param number that is called or handed on to; of a supervisor, the colleague's telephone; null where there is none
 * @param source configured name of the telephone source; null while it is not known
 * @param callId the call that it is about, or that came of it; null while there is none
 * @param leg the source's id of the leg that it is done to; null where there is none
 * @param cause for programs, lower case: how it ended, or why it was refused; null while it goes on
 * @param words why it was refused, or what to do; null where the cause says all
 */
public record CallRequest(
        UUID id,
        RequestKind kind,
        UUID staffId,
        Entrance entrance,
        String key,
        String telephone,
        String number,
        String source,
        UUID callId,
        String leg,
        RequestState state,
        String cause,
        Notice words,
        Instant askedAt,
        Instant ringingAt,
        Instant answeredAt,
        Instant endedAt) {

    static CallRequest of(RequestKind kind, Asking asking, String telephone, String number, UUID callId, Instant now) {
        return new CallRequest(
                UUID.randomUUID(),
                kind,
                asking.by().id(),
                asking.entrance(),
                asking.key(),
                telephone,
                number,
                null,
                callId,
                null,
                RequestState.ACCEPTED,
                null,
                null,
                now,
                null,
                null,
                null);
    }

    /** Whether both ask for the same thing; whoever names no telephone means the one that it was done by. */
    boolean asksTheSameAs(CallRequest other) {
        return kind == other.kind
                && staffId.equals(other.staffId)
                && (telephone == null || other.telephone == null || telephone.equals(other.telephone))
                && Objects.equals(number, other.number)
                && (kind == RequestKind.DIAL || Objects.equals(callId, other.callId));
    }

    CallRequest under(UUID other) {
        return new CallRequest(
                other,
                kind,
                staffId,
                entrance,
                key,
                telephone,
                number,
                source,
                callId,
                leg,
                state,
                cause,
                words,
                askedAt,
                ringingAt,
                answeredAt,
                endedAt);
    }

    CallRequest at(String ofSource, String ofLeg) {
        return copy(ofSource, callId, ofLeg, state, cause, words, ringingAt, answeredAt, endedAt);
    }

    CallRequest ofCall(UUID call) {
        return copy(source, call, leg, state, cause, words, ringingAt, answeredAt, endedAt);
    }

    CallRequest ringing(Instant at) {
        return state == RequestState.ACCEPTED || state == RequestState.UNKNOWN
                ? copy(source, callId, leg, RequestState.RINGING, null, null, at, answeredAt, null)
                : this;
    }

    CallRequest answered(Instant at) {
        return !state.isOver() && state != RequestState.ANSWERED || state == RequestState.UNKNOWN
                ? copy(source, callId, leg, RequestState.ANSWERED, null, null, ringingAt, at, null)
                : this;
    }

    /** @param how one that is over */
    CallRequest over(RequestState how, Instant at, String why, Notice inWords) {
        return copy(source, callId, leg, how, why, inWords, ringingAt, answeredAt, at);
    }

    CallRequest by(String ofTelephone) {
        return asked(key, ofTelephone);
    }

    /** One that was not taken: who tries again with the same key is not told the old refusal. */
    CallRequest withoutKey() {
        return asked(null, telephone);
    }

    private CallRequest asked(String withKey, String ofTelephone) {
        return new CallRequest(
                id,
                kind,
                staffId,
                entrance,
                withKey,
                ofTelephone,
                number,
                source,
                callId,
                leg,
                state,
                cause,
                words,
                askedAt,
                ringingAt,
                answeredAt,
                endedAt);
    }

    private CallRequest copy(
            String ofSource,
            UUID ofCall,
            String ofLeg,
            RequestState now,
            String why,
            Notice inWords,
            Instant rang,
            Instant answered,
            Instant ended) {
        return new CallRequest(
                id, kind, staffId, entrance, key, telephone, number, ofSource, ofCall, ofLeg, now, why, inWords,
                askedAt, rang, answered, ended);
    }
}
