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
 * @param quiet whether we send nothing while nobody speaks
 * @param lock with what sound is encrypted; null when it goes in the clear
 * @param flow as seen from us
 */
public record MediaPlan(
        String host,
        int port,
        int rtcpPort,
        Codec codec,
        int payloadType,
        Integer digits,
        boolean quiet,
        Lock lock,
        Flow flow) {

    /** The key of each side; both are of one suite. */
    public record Lock(MediaKey ours, MediaKey theirs) {}

    /**
     * @param wanted what we offer, or could: our codecs, keys, and the way sound is to go as we want it
     * @return empty when nothing is common to both, or one wants to encrypt and the other does not
     */
    public static Optional<MediaPlan> of(MediaDescription wanted, MediaDescription theirs) {
        Optional<Lock> lock = lock(wanted.keys(), theirs.keys());
        if (theirs.port() == 0 || theirs.encrypted() && lock.isEmpty()) {
            return Optional.empty();
        }
        Flow flow = theirs.holds() && theirs.flow() == Flow.SENDRECV
                ? wanted.flow().against(Flow.SENDONLY)
                : wanted.flow().against(theirs.flow());
        List<Codec> ours = wanted.codecs().stream().map(Map.Entry::getValue).toList();
        return theirs.codecs().stream()
                .filter(entry -> ours.contains(entry.getValue()))
                .findFirst()
                .map(entry -> new MediaPlan(
                        theirs.host(),
                        theirs.port(),
                        theirs.rtcpPort(),
                        entry.getValue(),
                        entry.getKey(),
                        theirs.digits().get(entry.getValue().clockRate()),
                        theirs.quiet(),
                        lock.orElse(null),
                        flow));
    }

    /** The first of theirs that we can too; ours goes by their number. */
    private static Optional<Lock> lock(List<MediaKey> ours, List<MediaKey> theirs) {
        return theirs.stream()
                .flatMap(their -> ours.stream()
                        .filter(our -> our.suite() == their.suite())
                        .map(our -> new Lock(our.tagged(their.tag()), their)))
                .findFirst();
    }

    /** What we answer: the one codec and the one key, by the numbers that the other side gave them. */
    public MediaDescription answer(MediaDescription own) {
        return new MediaDescription(
                own.host(),
                own.port(),
                own.rtcpPort(),
                List.of(Map.entry(payloadType, codec)),
                digits == null ? Map.of() : Map.of(codec.clockRate(), digits),
                own.quiet(),
                lock == null ? List.of() : List.of(lock.ours()),
                flow);
    }
}
