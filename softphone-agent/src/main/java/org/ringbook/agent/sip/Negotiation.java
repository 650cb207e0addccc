package org.ringbook.agent.sip;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaKey;
import org.ringbook.agent.phone.MediaPlan;
import org.ringbook.agent.phone.MediaSession;

/** Offers and answers about the sound of one call (RFC 3264). One thread. */
final class Negotiation implements AutoCloseable {

    static final String TYPE = "application/sdp";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 30;

    private final MediaSession media;
    private final boolean mustBeEncrypted;
    /** Ours of this call, one for each suite: they stay the same for as long as it goes on. */
    private final List<MediaKey> keys = new ArrayList<>();

    private final long session = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    private boolean encrypts;
    private int version;
    private String last = "";
    private boolean held;
    private boolean heldThere;
    private MediaPlan plan;
    private boolean heldBefore;

    /**
     * @param encrypts whether we ask for encrypted sound; who asks us for it gets it in any case
     * @param mustBeEncrypted whether sound in the clear is refused
     */
    Negotiation(MediaSession media, boolean encrypts, boolean mustBeEncrypted) {
        this.media = media;
        this.encrypts = encrypts;
        this.mustBeEncrypted = mustBeEncrypted;
        for (MediaKey.Suite suite : MediaKey.Suite.values()) {
            byte[] key = new byte[KEY_BYTES];
            RANDOM.nextBytes(key);
            keys.add(new MediaKey(keys.size() + 1, suite, Base64.getEncoder().encodeToString(key)));
        }
    }

    /** They have refused encrypted sound. @return whether there is something else to offer */
    boolean inTheClear() {
        boolean other = encrypts && !mustBeEncrypted && plan == null;
        encrypts = encrypts && !other;
        return other;
    }

    boolean encrypted() {
        return plan != null && plan.lock() != null;
    }

    /** What began encrypted goes on so where keys are secret: nobody is to be heard in the clear in the middle of a talk. */
    private boolean staysEncrypted() {
        return encrypts && encrypted();
    }

    /** What we would like: everything we can at first, then what was agreed on. */
    String offer() {
        MediaDescription own = own();
        return written((plan == null ? own : plan.answer(own)).with(wanted()));
    }

    /** All that we can, for one who asks what that is in the middle of a call. */
    String everything() {
        return written(own().with(wanted()));
    }

    /** Our side as we would have it: how it is encrypted stays as it was agreed on. */
    private MediaDescription own() {
        boolean encrypted = plan == null ? encrypts : plan.lock() != null;
        return media.description().with(encrypted ? keys : List.of());
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

    void digits(String pressed) {
        media.digits(pressed);
    }

    MediaSession media() {
        return media;
    }

    /** @return false when their answer has nothing that we can, or is in the clear though we asked for encrypted sound */
    boolean answered(String sdp) {
        boolean asked = own().encrypted();
        return Sdp.read(sdp)
                        .filter(theirs -> theirs.port() == 0 || theirs.encrypted() == asked)
                        .isPresent()
                && agree(sdp).isPresent();
    }

    /** @return our answer to what they offer; empty when there is nothing in common */
    Optional<String> answer(String sdp) {
        return agree(sdp).map(agreed -> written(agreed.answer(media.description())));
    }

    private Optional<MediaPlan> agree(String sdp) {
        Optional<MediaDescription> read = Sdp.read(sdp);
        if (read.isEmpty()
                || (mustBeEncrypted || staysEncrypted()) && !read.get().encrypted()) {
            return Optional.empty();
        }
        MediaDescription theirs = read.get();
        MediaDescription ours = media.description().with(keys).with(held ? Flow.SENDONLY : Flow.SENDRECV);
        Optional<MediaPlan> agreed = MediaPlan.of(ours, theirs);
        agreed.ifPresent(now -> {
            plan = now;
            heldThere = theirs.holds() && !held || theirs.flow() == Flow.INACTIVE || theirs.flow() == Flow.SENDONLY;
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
