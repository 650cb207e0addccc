package org.ringbook.agent.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ringbook.agent.calls.Card;

/** What the server says. */
public sealed interface ServerMessage {

    /**
     * @param links pages of the workspace by kind, with {@code {id}} to fill in
     * @param resume what to come back with in place of the password; null for none
     */
    record Welcome(
            Instant at,
            Person person,
            List<String> extensions,
            String presence,
            int heartbeatSeconds,
            Map<String, String> links,
            String resume)
            implements ServerMessage {

        public Welcome {
            extensions = extensions == null ? List.of() : List.copyOf(extensions);
            links = links == null ? Map.of() : Map.copyOf(links);
            heartbeatSeconds = heartbeatSeconds < 1 ? 20 : Math.min(heartbeatSeconds, 300);
        }

        /** Without the ticket, which is a secret. */
        @Override
        public String toString() {
            return "Welcome[" + at + ", " + person + "]";
        }
    }

    record Person(String login, String name, String role, String language) {}

    record RingingNow(Instant at, List<Card> cards) implements ServerMessage {

        public RingingNow {
            cards = cards == null ? List.of() : List.copyOf(cards);
        }
    }

    /** @param kind pop-up, update or end */
    record CardMessage(String kind, Instant at, Card card) implements ServerMessage {

        public boolean popsUp() {
            return "pop-up".equals(kind);
        }
    }

    record DialAccepted(String requestId, String from, String to) implements ServerMessage {}

    record DialRefused(String requestId, String code, String words) implements ServerMessage {}

    /** How it goes is told with the card. */
    record CommandAccepted(String requestId, String id, String kind, String state) implements ServerMessage {}

    record CommandRefused(String requestId, String code, String words) implements ServerMessage {}

    record ColleaguesNow(List<Colleague> people) implements ServerMessage {

        public ColleaguesNow {
            people = people == null ? List.of() : List.copyOf(people);
        }
    }

    /**
     * @param state ringing, talking, held …; null when the telephone is quiet
     * @param pickUp the call that rings there and may be answered here; null for none
     * @param caller number; may be null
     */
    record Colleague(String extension, String name, String state, String pickUp, String caller) {

        public Colleague {
            extension = extension == null ? "" : extension;
            name = name == null ? extension : name;
        }
    }

    /** @param page a page of the same person follows what happens, and shows a card first when it is looked at */
    record Screens(boolean page) implements ServerMessage {}

    /** What waits for the person. */
    record ToDo(int missed, int dueTasks, List<Reminder> reminders) implements ServerMessage {

        public ToDo {
            reminders = reminders == null ? List.of() : List.copyOf(reminders);
        }
    }

    /** @param dueAt null for the whole day */
    record Reminder(String taskId, String title, Instant dueAt) {}

    /**
     * The account of the person's telephone.
     *
     * @param address such as 101@pbx.example.org:5060;transport=udp; null when there is none
     * @param login name for the password
     * @param digits how pressed keys are sent: rtp, info
     * @param words why there is none; may be null
     */
    record Telephone(String address, String login, String password, String digits, String words)
            implements ServerMessage {

        /** Without the password. */
        @Override
        public String toString() {
            return "Telephone[" + address + "]";
        }
    }

    record PresenceIs(String state) implements ServerMessage {}

    record Failure(String code, String words) implements ServerMessage {}

    record Pong() implements ServerMessage {}

    /** From a newer server: nothing to do. */
    record Unknown() implements ServerMessage {}
}
