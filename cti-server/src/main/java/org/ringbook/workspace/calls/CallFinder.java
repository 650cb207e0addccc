package org.ringbook.workspace.calls;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.calls.log.Correlations;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.RecentCalls;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;

/** Finds in the log what a viewer asks for and may see. */
@Component
class CallFinder {

    /** A name that more people have than this finds the calls of these. */
    private static final int MOST_PEOPLE = 200;

    private static final CallPage NOTHING = new CallPage(List.of(), null);

    private final CallLog log;
    private final Contacts contacts;
    private final NumberPlan plan;
    private final RecentCalls recent;
    private final Staff staff;

    CallFinder(CallLog log, Contacts contacts, NumberPlan plan, RecentCalls recent, Staff staff) {
        this.staff = staff;
        this.log = log;
        this.contacts = contacts;
        this.plan = plan;
        this.recent = recent;
    }

    CallPage find(CallSearch search, Viewer viewer, String after, int limit) {
        Collection<String> agents = agents(search, viewer);
        Collection<PhoneNumber> numbers = numbers(search);
        if (agents != null && agents.isEmpty() || numbers != null && numbers.isEmpty()) {
            return NOTHING;
        }
        CallFilter filter = filter(search, viewer, agents, numbers);
        CallPage logged = log.find(filter, after, limit);
        var page = new CallPage(logged.items().stream().map(recent::freshest).toList(), logged.next());
        return after == null ? FreshCalls.added(page, filter, recent.ofTheirOwn(log)) : page;
    }

    private CallFilter filter(
            CallSearch search, Viewer viewer, Collection<String> agents, Collection<PhoneNumber> numbers) {
        LocalDate first = search.firstDay(viewer.today());
        LocalDate last = search.lastDay(viewer.today());
        Instant from = first == null ? null : viewer.startOf(first);
        Instant to = last == null ? null : viewer.startOf(last.plusDays(1));
        return new CallFilter(
                from, to, search.direction(), search.result(), agents, numbers, line(search), text(search.queue()));
    }

    /** @return null for everybody's; their own, whatever is asked, for who sees no others */
    private Collection<String> agents(CallSearch search, Viewer viewer) {
        String asked = text(search.agent());
        Collection<String> seen = viewer.seen();
        if (asked == null || !viewer.seesOthers()) {
            return seen;
        }
        List<String> wanted = staff.byTelephone(asked)
                .map(person -> person.telephones().toList())
                .orElse(List.of(asked));
        return seen == null ? wanted : wanted.stream().filter(seen::contains).toList();
    }

    /** @return null for any; empty when nobody is meant */
    private Collection<PhoneNumber> numbers(CallSearch search) {
        if (search.contact() != null) {
            return contacts.contact(search.contact()).map(Contact::numbers).orElse(List.of()).stream()
                    .map(Contact.ContactNumber::number)
                    .toList();
        }
        String asked = text(search.number());
        return asked == null
                ? null
                : plan.parse(asked).<Collection<PhoneNumber>>map(List::of).orElseGet(() -> numbersOf(asked));
    }

    private Set<PhoneNumber> numbersOf(String name) {
        var all = new ArrayList<Contact.ContactNumber>();
        for (Contact contact : contacts.contacts(name, null, null, MOST_PEOPLE).items()) {
            all.addAll(contact.numbers());
        }
        for (Company company : contacts.companies(name, null, MOST_PEOPLE).items()) {
            all.addAll(company.numbers());
        }
        var numbers = new LinkedHashSet<PhoneNumber>();
        all.forEach(number -> numbers.add(number.number()));
        return numbers;
    }

    private String line(CallSearch search) {
        String asked = text(search.line());
        return asked == null
                ? null
                : plan.parse(asked).map(PhoneNumber::toString).orElse(asked);
    }

    private static String text(String typed) {
        return CallSearch.blank(typed) ? null : typed.strip();
    }

    Call one(UUID id, Viewer viewer) {
        return log.find(id)
                .map(recent::freshest)
                .or(() -> recent.all().stream()
                        .filter(call -> call.id().equals(id))
                        .findFirst())
                .filter(call -> maySee(call, viewer))
                .orElseThrow(NoSuchPage::new);
    }

    /** What one source told, also when another one's record stands for the call. */
    Call record(UUID id, Viewer viewer) {
        return log.record(id)
                .map(recent::freshest)
                .filter(told -> maySee(told, viewer)
                        || log.find(id).filter(viewer::maySee).isPresent())
                .orElseGet(() -> one(id, viewer));
    }

    private boolean maySee(Call call, Viewer viewer) {
        return viewer.maySee(call) || seenAgain(call).stream().anyMatch(seen -> viewer.maySee(seen.call()));
    }

    List<Correlations.Correlation> seenAgain(Call call) {
        return log.correlations().of(call);
    }

    List<Correlations.Separation> separations(Call call) {
        return log.correlations().separations(call.id());
    }

    void separate(UUID id, UUID other, Viewer viewer) {
        record(id, viewer);
        record(other, viewer);
        log.correlations().separate(id, other, viewer.member().login());
    }

    void together(UUID id, UUID other, Viewer viewer) {
        record(id, viewer);
        log.correlations().together(id, other);
    }
}
