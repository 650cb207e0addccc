package org.ringbook.telephony.megafon;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.telephony.operators.Variants;

/**
 * What a PBX means by the duration that its webhook tells: that of the whole call, as the reference has it, or that of the conversation.
 * Calls whose events came on time show it; one such call may be a coincidence, several are not. For one thread.
 */
final class Durations {

    private static final int MOST = 500;
    private static final int SEVERAL = 3;

    private final Map<String, Boolean> whole = new LinkedHashMap<>();
    private final Variants variants;
    private boolean areWhole = true;

    Durations(Variants variants) {
        this.variants = variants;
    }

    /** What the events of one call show. */
    void measured(String call, boolean isWhole) {
        whole.put(call, isWhole);
        if (whole.size() > MOST) {
            whole.remove(whole.keySet().iterator().next());
        }
        long conversations = whole.values().stream().filter(each -> !each).count();
        areWhole = conversations < SEVERAL || conversations <= 2 * (whole.size() - conversations);
        variants.met(
                areWhole
                        ? "the duration that a webhook tells is that of the whole call"
                        : "the duration that a webhook tells is that of the conversation");
    }

    boolean areWhole() {
        return areWhole;
    }
}
