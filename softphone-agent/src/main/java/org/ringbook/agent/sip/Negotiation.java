package org.ringbook.agent.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaPlan;
import org.ringbook.agent.phone.MediaSession;

/** Offers and answers about the sound of one call (RFC 3264). One thread. */
final class Negotiation implements AutoCloseable {

    static final String TYPE = "application/sdp";

    private final MediaSession media;
    private final long session = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    private int version;
    private String last = "";
    private boolean held;
    private boolean heldThere;
    private MediaPlan plan;
    private boolean heldBefore;

    Negotiation(MediaSession media) {
        this.media = media;
    }

    /** What we would like: everything we can at first, then what was agreed on. */
    String offer() {
        MediaDescription own = media.description();
        Flow flow = wanted();
        if (plan != null) {
            own = plan.answer(own);
        }
        return written(new MediaDescription(own.host(), own.port(), own.rtcpPort(), own.codecs(), own.digits(), flow));
    }

    /** All that we can, for one who asks what that is in the middle of a call. */
    String everything() {
        MediaDescription own = media.description();
        return written(
                new MediaDescription(own.host(), own.port(), own.rtcpPort(), own.codecs(), own.digits(), wanted()));
    }

    private Flow wanted() {
        if (!held) {
            return Flow.SENDRECV;
        }
        return heldThere ? Flow.INACTIVE : Flow.SENDONLY;
    }

    /** Holds or resumes with the next offer. */
    void hold(boolean on) {
        heldBefore = held;
        held = on;
    }

    /** They did not agree to the last offer. */
    void holdAsBefore() {
        held = heldBefore;
    }

    boolean held() {
        return held;
    }

    boolean heldThere() {
        return heldThere;
    }

    boolean agreed() {
        return plan != null;
    }

    boolean keysInSound() {
        return plan != null && plan.digits() != null;
    }

    void mute(boolean on) {
        media.mute(on);
    }

    void digits(String keys) {
        media.digits(keys);
    }

    MediaSession media() {
        return media;
    }

    /** @return false when their answer has nothing that we can */
    boolean answered(String sdp) {
        return agree(sdp).isPresent();
    }

    /** @return our answer to what they offer; empty when there is nothing in common */
    Optional<String> answer(String sdp) {
        return agree(sdp).map(agreed -> written(agreed.answer(media.description())));
    }

    private Optional<MediaPlan> agree(String sdp) {
        Optional<MediaDescription> theirs = Sdp.read(sdp);
        List<Codec> ours =
                media.description().codecs().stream().map(Map.Entry::getValue).toList();
        Optional<MediaPlan> agreed =
                theirs.flatMap(description -> MediaPlan.of(ours, held ? Flow.SENDONLY : Flow.SENDRECV, description));
        agreed.ifPresent(now -> {
            plan = now;
            heldThere = theirs.orElseThrow().holds() && !held
                    || theirs.orElseThrow().flow() == Flow.INACTIVE
                    || theirs.orElseThrow().flow() == Flow.SENDONLY;
            media.apply(now);
        });
        return agreed;
    }

    /** The number behind the session's grows with every change, and stays when nothing changed. */
    private String written(MediaDescription description) {
        String same = Sdp.write(description, session, version);
        if (!same.equals(last)) {
            version++;
            last = Sdp.write(description, session, version);
        }
        return last;
    }

    @Override
    public void close() {
        media.close();
    }
}
