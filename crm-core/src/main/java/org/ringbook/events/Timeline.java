package org.ringbook.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.springframework.stereotype.Component;

/**
 * What happened with a client, newest first: calls of the log by reference, and what was written. Any thread; every method waits for
 * the database.
 */
@Component
public class Timeline {

    private static final int MOST_PEOPLE = 200;

    private final Events events;
    private final CallReader calls;
    private final Contacts contacts;
    private final CallerChoices choices;

    Timeline(Events events, CallReader calls, Contacts contacts, CallerChoices choices) {
        this.choices = choices;
        this.events = events;
        this.calls = calls;
        this.contacts = contacts;
    }

    /**
     * Whose timeline it is.
     *
     * @param ids of the contact, or of the company and its people; null for everybody's, without calls
     */
    public record Of(Collection<UUID> ids, Set<PhoneNumber> numbers) {

        public static final Of EVERYBODY = new Of(null, Set.of());
    }

    /** Who looks, with their rights. */
    public record Reader(Permissions rights, CallPermissions calls) {}

    /**
     * @param event of kind {@code CALL} for a call
     * @param call of that event; null for what is no call
     * @param notes of that call, oldest first
     */
    public record Line(Event event, Call call, List<Event> notes) {}

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Line> lines, String next) {}

    public Of contact(Contact contact) {
        return new Of(List.of(contact.id()), numbers(contact.numbers()));
    }

    /** The company's own, and its people's. */
    public Of company(Company company) {
        var ids = new LinkedHashSet<UUID>(Set.of(company.id()));
        var numbers = new LinkedHashSet<>(numbers(company.numbers()));
        for (Contact person :
                contacts.contacts(null, company.id(), null, MOST_PEOPLE).items()) {
            ids.add(person.id());
            numbers.addAll(numbers(person.numbers()));
        }
        return new Of(ids, numbers);
    }

    private static Set<PhoneNumber> numbers(List<ContactNumber> all) {
        var numbers = new LinkedHashSet<PhoneNumber>();
        all.forEach(one -> numbers.add(one.number()));
        return numbers;
    }

    /**
     * @param kinds null for all
     * @param after cursor of the page before; null for the first
     * @param limit lines on a page, 1 to 500
     * @throws Refused if the cursor is none of ours
     */
    public Page page(Of whose, Collection<EventKind> kinds, Reader who, String after, int limit) {
        Instant before = after == null ? null : TimelineCursor.read(after);
        var lines = new ArrayList<Line>();
        events.list(whose.ids(), null, written(kinds), who.rights(), before, limit + 1).stream()
                .map(event -> new Line(event, null, List.of()))
                .forEach(lines::add);
        List<Call> found = calls(whose, kinds, who, before, limit);
        Map<UUID, List<Event>> notes =
                events.ofCalls(found.stream().map(Call::id).toList(), who.rights());
        // A note of a call that is listed stands with its call.
        Set<UUID> listed = notes.keySet();
        lines.removeIf(line -> listed.contains(line.event().callId()));
        found.forEach(call -> lines.add(new Line(Event.ofCall(call), call, notes.getOrDefault(call.id(), List.of()))));
        lines.sort(Comparator.comparing((Line line) -> line.event().at())
                .thenComparing(line -> line.event().id())
                .reversed());
        var page = TimelineCursor.cut(lines, line -> line.event().at(), limit);
        return new Page(ofTheirs(page.lines(), whose), page.next());
    }

    /** A call of a shared number of which somebody said that it was another of them is theirs alone. */
    private List<Line> ofTheirs(List<Line> lines, Of whose) {
        Map<UUID, UUID> chosen = choices.ofCalls(lines.stream()
                .filter(line -> line.call() != null)
                .map(line -> line.call().id())
                .toList());
        return lines.stream()
                .filter(line -> line.call() == null
                        || !chosen.containsKey(line.call().id())
                        || whose.ids().contains(chosen.get(line.call().id())))
                .toList();
    }

    private static Collection<EventKind> written(Collection<EventKind> kinds) {
        return kinds == null
                ? null
                : kinds.stream().filter(kind -> kind != EventKind.CALL).toList();
    }

    private List<Call> calls(Of whose, Collection<EventKind> kinds, Reader who, Instant before, int limit) {
        if (whose.numbers().isEmpty() || kinds != null && !kinds.contains(EventKind.CALL)) {
            return List.of();
        }
        var filter = new CallFilter(null, before, null, null, null, whose.numbers(), null, null);
        return calls.find(filter, who.calls(), null, limit + 1).items();
    }
}
