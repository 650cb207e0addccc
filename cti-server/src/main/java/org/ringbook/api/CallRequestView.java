package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;

/**
 * A request as it is now.
 *
 * @param staffId who asked
 * @param telephone of ours, by which it is done
 * @param number that is called or handed on to; of listening, the colleague's telephone
 * @param call that it is about, or that came of it; null while there is none
 * @param cause how it ended, or why it was refused
 * @param words the same for people, in the language of the request
 */
@Schema(name = "CallRequest")
record CallRequestView(
        UUID id,
        RequestKind kind,
        UUID staffId,
        Entrance entrance,
        String telephone,
        String number,
        UUID call,
        RequestState state,
        String cause,
        String words,
        Instant askedAt,
        Instant ringingAt,
        Instant answeredAt,
        Instant endedAt) {

    static CallRequestView of(CallRequest request, Locale locale) {
        return new CallRequestView(
                request.id(),
                request.kind(),
                request.staffId(),
                request.entrance(),
                request.telephone(),
                request.number(),
                request.callId(),
                request.state(),
                request.cause(),
                request.words() == null ? null : request.words().in(locale),
                request.askedAt(),
                request.ringingAt(),
                request.answeredAt(),
                request.endedAt());
    }
}
