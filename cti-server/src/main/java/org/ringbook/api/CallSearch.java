package org.ringbook.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.stereotype.Component;

/** Reads which calls are asked for from the parameters of a request. */
@Component
class CallSearch {

    static final Set<String> FILTERS = Set.of(
            "from",
            "to",
            "direction",
            "result",
            "agent",
            "staff",
            "number",
            "part",
            "contact",
            "line",
            "queue",
            "disposition",
            "sound");
    private static final int LONGEST_QUEUE = 200;
    /** PostgreSQL's own calendar ends before Java's. */
    private static final int LAST_YEAR = 9999;

    private final VisibleCalls visible;
    private final Contacts contacts;
    private final NumberPlan plan;

    CallSearch(VisibleCalls visible, Contacts contacts, NumberPlan plan) {
        this.visible = visible;
        this.contacts = contacts;
        this.plan = plan;
    }

    CallFilter read(HttpServletRequest request, SignedIn me) {
        PhoneNumber line = number(request, "line");
        return new CallFilter(
                time(request, "from"),
                time(request, "to"),
                word(request, "direction", Call.Direction.class),
                word(request, "result", Call.Result.class),
                visible.agents(me, agents(request)),
                visible.people(me, people(request)),
                numbers(request),
                part(request),
                line == null ? null : line.toString(),
                queue(request),
                Words.id("disposition", value(request, "disposition")),
                badSound(value(request, "sound")));
    }

    private static boolean badSound(String text) {
        if (text != null && !text.equals("bad")) {
            throw NotDone.wrong("sound", "\"" + Shown.text(text) + "\" is no sound. Known: bad.");
        }
        return text != null;
    }

    private static String value(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Instant time(HttpServletRequest request, String name) {
        String text = value(request, name);
        if (text == null) {
            return null;
        }
        try {
            // A plus that was not written as %2B arrives as a blank.
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // The words below say what is expected.
        }
        throw NotDone.wrong(
                name,
                "\"" + Shown.text(text) + "\" is no time. Write " + name
                        + "=2026-03-01T09:00:00Z, or only the date for midnight UTC.");
    }

    private static <T extends Enum<T>> T word(HttpServletRequest request, String name, Class<T> type) {
        String text = value(request, name);
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> NotDone.wrong(
                        name,
                        "\"" + Shown.text(text) + "\" is no " + name + ". Known: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                                .toList())
                                + "."));
    }

    private List<String> agents(HttpServletRequest request) {
        String text = value(request, "agent");
        if (text == null) {
            return null;
        }
        return Arrays.stream(text.split(",")).map(this::telephone).toList();
    }

    private static List<UUID> people(HttpServletRequest request) {
        String text = value(request, "staff");
        return text == null
                ? null
                : Arrays.stream(text.split(","))
                        .map(one -> Ids.read("staff", one.strip()))
                        .toList();
    }

    private String telephone(String text) {
        if (Extension.isExtension(text)) {
            return text;
        }
        // A plus that was not written as %2B arrives as a blank.
        return plan.parse(text)
                .or(() -> plan.parse("+" + text.strip()))
                .map(PhoneNumber::toString)
                .orElseThrow(() -> NotDone.wrong(
                        "agent",
                        "\"" + Shown.text(text) + "\" is no extension and no mobile. Write its digits, such as"
                                + " agent=101, or several with commas between."));
    }

    private Collection<PhoneNumber> numbers(HttpServletRequest request) {
        PhoneNumber number = number(request, "number");
        List<PhoneNumber> ofContact = ofContact(value(request, "contact"));
        if (number == null || ofContact == null) {
            return number == null ? ofContact : List.of(number);
        }
        return ofContact.contains(number) ? List.of(number) : List.of();
    }

    private List<PhoneNumber> ofContact(String text) {
        if (text == null) {
            return null;
        }
        return contacts
                .contact(Ids.read("contact", text))
                .map(Contact::numbers)
                .orElseThrow(() -> NotDone.wrong("contact", "There is no contact " + Shown.text(text) + "."))
                .stream()
                .map(Contact.ContactNumber::number)
                .toList();
    }

    private NumberPart part(HttpServletRequest request) {
        String text = value(request, "part");
        return text == null
                ? null
                : NumberPart.of(text, plan)
                        .orElseThrow(() -> NotDone.wrong(
                                "part",
                                "\"" + Shown.text(text)
                                        + "\" is no part of a number. Write 3 to 15 digits of it, such as"
                                        + " part=11122."));
    }

    private PhoneNumber number(HttpServletRequest request, String name) {
        String text = value(request, name);
        if (text == null) {
            return null;
        }
        return plan.parse(NumberPlan.ofQuery(request.getParameter(name)))
                .orElseThrow(() -> NotDone.wrong(
                        name,
                        "\"" + Shown.text(text) + "\" is no telephone number. Write it as " + name
                                + "=%2B79161112233, or as it is dialled."));
    }

    private static String queue(HttpServletRequest request) {
        String text = value(request, "queue");
        if (text != null && (text.length() > LONGEST_QUEUE || text.indexOf('\0') >= 0)) {
            throw NotDone.wrong("queue", "No queue has such a name.");
        }
        return text;
    }

    /** Ids as they stand in addresses and parameters. */
    static final class Ids {

        private Ids() {}

        static UUID read(String name, String text) {
            try {
                if (text.length() == 36) {
                    return UUID.fromString(text);
                }
            } catch (IllegalArgumentException unreadable) {
                // The words below say what is expected.
            }
            throw NotDone.wrong(name, "\"" + Shown.text(text) + "\" is no id. Take it from an answer of the API.");
        }
    }
}
