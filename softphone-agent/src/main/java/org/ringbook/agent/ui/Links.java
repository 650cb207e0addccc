package org.ringbook.agent.ui;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.ServerAddress;

/** Pages of the workspace for a card, always on the server that is signed in to. */
final class Links {

    private Links() {}

    /**
     * @param candidate whom it may mean; null for the number itself
     * @return null when there is no page for it
     */
    static URI of(Card card, Card.Candidate candidate, Map<String, String> links, ServerAddress server) {
        if (server == null) {
            return null;
        }
        if (candidate != null) {
            return candidate.contactId() != null
                    ? server.page(links.get("contact"), candidate.contactId())
                    : server.page(links.get("company"), String.valueOf(candidate.companyId()));
        }
        return card.external() != null
                ? server.page(links.get("number"), card.external().number())
                : server.page(links.get("call"), card.callId());
    }

    /** @return whether a browser was found */
    static boolean browse(URI address) {
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(address);
                return true;
            }
            new ProcessBuilder("xdg-open", address.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException notThere) {
            return false;
        }
    }
}
