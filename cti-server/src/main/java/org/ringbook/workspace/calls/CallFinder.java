package org.ringbook.workspace.calls;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.calls.log.CallReader;
import org.ringbook.calls.log.Correlations;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.NumberPart;
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

    /** From so many digits on a number is taken for a whole one; fewer may be of any. */
    private static final int WHOLE = 10;

    /** A name that has more numbers than this finds the calls of these. */
    static final int MOST_NUMBERS = 20_000;

    private static final CallPage NOTHING = new CallPage(List.of(), null);

    /** @param cut whether a name was asked for that has more than {@link #MOST_NUMBERS} numbers */
    record Found(CallPage page, boolean cut) {}

    /**
     * Whose calls are asked for.
     *
     * @param numbers null for any; empty when nobody is meant
     * @param part digits of a number; null for any
     */
    private record Asked(Collection<PhoneNumber> numbers, NumberPart part, boolean cut) {}

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

    Found find(CallSearch search, Viewer viewer, String after, int limit) {
        Asked asked = asked(search);
        if (asked.numbers() != null && asked.numbers().isEmpty()) {
            return new Found(NOTHING, false);
        }
        CallPage page = reader.find(filter(search, viewer, asked), viewer.permissions(), after, limit);
        return new Found(page, asked.cut());
    }

    private CallFilter filter(CallSearch search, Viewer viewer, Asked asked) {
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
                asked.numbers(),
                asked.part(),
                line(search),
                text(search.queue()),
                search.disposition(),
                search.sound() == CallSearch.Sound.BAD);
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

    private Asked asked(CallSearch search) {
        if (search.contact() != null) {
            return new Asked(ofContact(search.contact()), null, false);
        }
        String text = text(search.number());
        if (text == null) {
            return new Asked(null, null, false);
        }
        Optional<PhoneNumber> whole = plan.parse(text);
        Optional<NumberPart> part = NumberPart.of(text, plan);
        if (whole.isPresent()
                && part.filter(some -> some.digits().length() < WHOLE).isEmpty()) {
            return new Asked(List.of(whole.get()), null, false);
        }
        return part.map(some -> new Asked(null, some, false)).orElseGet(() -> ofName(text));
    }

    private List<PhoneNumber> ofContact(UUID id) {
        return contacts.contact(id).map(Contact::numbers).orElse(List.of()).stream()
                .map(Contact.ContactNumber::number)
                .toList();
    }

    private Asked ofName(String name) {
        Contacts.NumbersFound found = contacts.numbersOf(name, MOST_NUMBERS);
        return new Asked(Set.copyOf(found.numbers()), null, found.more());
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
