package org.ringbook.agent.ui;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
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

    /** On macOS a link that is clicked elsewhere comes as an event, also the one that the program was started by. */
    static void whenOpened(Consumer<String> dial) {
        // Elsewhere it comes as an argument, and asking the desktop costs some megabytes.
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        if (mac && Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.APP_OPEN_URI)) {
            Desktop.getDesktop()
                    .setOpenURIHandler(event -> dial.accept(event.getURI().toString()));
        }
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
