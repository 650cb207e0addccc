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
import org.ringbook.calls.log.CallReader;
import org.ringbook.calls.log.Correlations;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Action;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.NoSuchPage;
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
    private final CallReader reader;
    private final Staff staff;

    CallFinder(CallLog log, Contacts contacts, NumberPlan plan, CallReader reader, Staff staff) {
        this.staff = staff;
        this.log = log;
        this.contacts = contacts;
        this.plan = plan;
        this.reader = reader;
    }

    CallPage find(CallSearch search, Viewer viewer, String after, int limit) {
        Collection<PhoneNumber> numbers = numbers(search);
        if (numbers != null && numbers.isEmpty()) {
            return NOTHING;
        }
        return reader.find(filter(search, viewer, numbers), viewer.permissions(), after, limit);
    }

    private CallFilter filter(CallSearch search, Viewer viewer, Collection<PhoneNumber> numbers) {
        LocalDate first = search.firstDay(viewer.today());
        LocalDate last = search.lastDay(viewer.today());
        Instant from = first == null ? null : viewer.startOf(first);
        Instant to = last == null ? null : viewer.startOf(last.plusDays(1));
        return new CallFilter(
                from,
                to,
                search.direction(),
                search.result(),
                agents(search, viewer),
                search.staff() == null || !viewer.seesOthers() ? null : List.of(search.staff()),
                numbers,
                line(search),
                text(search.queue()),
                search.disposition());
    }

    /** @return null for any: who sees no others is not asked whose calls */
    private Collection<String> agents(CallSearch search, Viewer viewer) {
        String asked = text(search.agent());
        if (asked == null || !viewer.seesOthers()) {
            return null;
        }
        return staff.byTelephone(asked)
                .map(person -> person.telephones().toList())
                .orElse(List.of(asked));
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
        return reader.find(id).filter(call -> maySee(call, viewer)).orElseThrow(NoSuchPage::new);
    }

    /** What one source told, also when another one's record stands for the call. */
    Call record(UUID id, Viewer viewer) {
        return reader.record(id)
                .filter(told -> maySee(told, viewer)
                        || log.find(id).filter(viewer::maySee).isPresent())
                .orElseGet(() -> one(id, viewer));
    }

    private boolean maySee(Call call, Viewer viewer) {
        return reader.may(viewer.permissions(), Action.SEE, call);
    }

    List<Correlations.Correlation> seenAgain(Call call) {
        return reader.seenAgain(call);
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
