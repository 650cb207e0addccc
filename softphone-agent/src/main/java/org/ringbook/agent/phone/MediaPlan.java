package org.ringbook.agent.phone;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both sides agreed on.
 *
 * @param host where our packets go
 * @param payloadType by which the codec goes, both ways
 * @param digits payload type of pressed keys; null when they cannot go this way
 * @param flow as seen from us
 */
public record MediaPlan(String host, int port, int rtcpPort, Codec codec, int payloadType, Integer digits, Flow flow) {

    /** @return empty when nothing is common to both */
    public static Optional<MediaPlan> of(List<Codec> ours, Flow wanted, MediaDescription theirs) {
        if (theirs.port() == 0) {
            return Optional.empty();
        }
        Flow flow = theirs.holds() && theirs.flow() == Flow.SENDRECV
                ? wanted.against(Flow.SENDONLY)
                : wanted.against(theirs.flow());
        return theirs.codecs().stream()
                .filter(entry -> ours.contains(entry.getValue()))
                .findFirst()
                .map(entry -> new MediaPlan(
                        theirs.host(),
                        theirs.port(),
                        theirs.rtcpPort(),
                        entry.getValue(),
                        entry.getKey(),
                        theirs.digits(),
                        flow));
    }

    /** What we answer: the one codec, by the number that the other side gave it. */
    public MediaDescription answer(MediaDescription own) {
        return new MediaDescription(
                own.host(), own.port(), own.rtcpPort(), List.of(Map.entry(payloadType, codec)), digits, flow);
    }
}
