package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.ResponseEvent;

/** As what a telephone is a member of queues: {@code PJSIP/101}, or {@code Local/101@from-queue/n} whose state is that of {@code 101}. */
final class QueueMembers {

    private QueueMembers() {}

    /** Waits for the PBX. @param channel how a telephone is rung, {@code {extension}} in place of its extension */
    @SuppressWarnings("deprecation") // Asterisk 16 names the place of a member "Location", later ones "Interface".
    static Set<String> of(ManagerConnection connection, String extension, String channel, long answerMillis)
            throws IOException, EventTimeoutException {
        String own = channel.replace("{extension}", extension);
        var members = new TreeSet<String>();
        for (ResponseEvent event : connection
                .sendEventGeneratingAction(new QueueStatusAction(), answerMillis)
                .getEvents()) {
            if (event instanceof QueueMemberEvent member) {
                String place = member.getInterface() == null ? member.getLocation() : member.getInterface();
                boolean theirs = Stream.of(place, member.getStateinterface())
                        .anyMatch(text -> own.equals(text) || isOf(extension, text));
                if (theirs && place != null) {
                    members.add(place);
                }
            }
        }
        return members;
    }

    /** {@code Local/101@from-queue/n}, {@code hint:101@ext-local}, {@code PJSIP/101}. */
    static boolean isOf(String extension, String text) {
        return text != null && text.matches("(?:[A-Za-z0-9]+/|hint:)" + extension + "(?:@.*)?");
    }
}
