package org.ringbook.telephony.megafon;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.telephony.operators.Variants;

/**
 * What a PBX means by the duration that its webhook tells: that of the whole call, as the reference has it, or that of the conversation.
 * Calls whose events came on time show it; one such call may be a coincidence, several are not. Ends that were held up (nobody
 * took them for a while) are late by any time: some of them by just the wait, the others show that it is not known. For one
 * thread.
 */
final class Durations {

    private static final int MOST = 500;
    private static final int SEVERAL = 3;

    /** What one call shows whose answer came on time. */
    enum Shown {
        WHOLE,
        CONVERSATION,
        /** Its end came when neither would have it. */
        NEITHER
    }

    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final Variants variants;
    private boolean areWhole = true;

    Durations(Variants variants) {
        this.variants = variants;
    }

    /** What the events of one call show. */
    void measured(String call, Shown one) {
        shown.put(call, one);
        if (shown.size() > MOST) {
            shown.remove(shown.keySet().iterator().next());
        }
        long conversations =
                shown.values().stream().filter(Shown.CONVERSATION::equals).count();
        areWhole = conversations < SEVERAL || conversations <= 2 * (shown.size() - conversations);
        variants.met(
                areWhole
                        ? "the duration that a webhook tells is that of the whole call"
                        : "the duration that a webhook tells is that of the conversation");
    }

    boolean areWhole() {
        return areWhole;
    }
}
