package org.ringbook.telephony.asterisk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.numbers.Extension;

/**
 * Which endpoints lead out of the company, and which are our telephones.
 *
 * <p>When trunks are named, they alone lead out. When none is, an endpoint whose name is an extension is ours, and every
 * other one leads out.
 */
final class Endpoints {

    private final Set<String> trunks;
    private final Map<String, String> extensions;

    /**
     * @param trunks as Asterisk writes them, "PJSIP/carrier"
     * @param extensions telephones whose endpoint is not named like their extension: "PJSIP/anna-desk" to "101"
     */
    Endpoints(List<String> trunks, Map<String, String> extensions) {
        this.trunks = Set.copyOf(trunks);
        this.extensions = Map.copyOf(extensions);
    }

    boolean outside(Channel channel) {
        if (channel.local() || extensions.containsKey(channel.device())) {
            return false;
        }
        if (trunks.contains(channel.device())) {
            return true;
        }
        return trunks.isEmpty() && !Extension.isExtension(channel.endpoint());
    }

    /** The extension of one of our telephones. */
    String extension(Channel channel, String shownNumber) {
        String configured = extensions.get(channel.device());
        if (configured != null) {
            return configured;
        }
        if (Extension.isExtension(channel.endpoint()) || !Extension.isExtension(shownNumber)) {
            return channel.endpoint();
        }
        return shownNumber;
    }
}
