package org.ringbook.campaigns;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.springframework.stereotype.Component;

/** Whoever called and reached nobody, and with whom nobody spoke since: each number once. Any thread; waits for the database. */
@Component
public class MissedAndNotCalled {

    private static final int PAGE = 500;
    private static final int MOST_CALLS = 50_000;

    private final CallLog log;
    private final CallerDirectory directory;
    private final Staff staff;

    MissedAndNotCalled(CallLog log, CallerDirectory directory, Staff staff) {
        this.log = log;
        this.directory = directory;
        this.staff = staff;
    }

    private static LocalDate monday(ZoneId zone) {
        return LocalDate.now(zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Of the last whole week, Monday to Sunday. */
    public List<Person> lastWeek(ZoneId zone) {
        Instant to = monday(zone).atStartOfDay(zone).toInstant();
        return between(monday(zone).minusWeeks(1).atStartOfDay(zone).toInstant(), to);
    }

    /** The page that shows the same calls. */
    public String address(ZoneId zone) {
        return "/calls?period=CUSTOM&direction=INBOUND&result=MISSED&from="
                + monday(zone).minusWeeks(1) + "&to=" + monday(zone).minusDays(1);
    }

    /** @param to not included */
    public List<Person> between(Instant from, Instant to) {
        var missed = new LinkedHashMap<PhoneNumber, Call>();
        each(new CallFilter(from, to, Call.Direction.INBOUND, Call.Result.MISSED, null, null, null, null), call -> {
            if (call.external() != null
                    && staff.byTelephone(call.external().toString()).isEmpty()) {
                // Newest first: the last one that was missed counts.
                missed.putIfAbsent(call.external(), call);
            }
        });
        leaveOutSpokenWith(missed);
        var people = new ArrayList<Person>();
        missed.forEach((number, call) -> people.add(person(number)));
        return people;
    }

    /** Takes those out with whom somebody spoke after their call. */
    void leaveOutSpokenWith(Map<PhoneNumber, Call> calls) {
        Instant from = calls.values().stream()
                .map(Call::startedAt)
                .min(Instant::compareTo)
                .orElse(null);
        if (from == null) {
            return;
        }
        each(new CallFilter(from, null, null, Call.Result.ANSWERED, null, null, null, null), call -> {
            Call before = call.external() == null ? null : calls.get(call.external());
            if (before != null && call.startedAt().isAfter(before.startedAt())) {
                calls.remove(call.external());
            }
        });
    }

    private void each(CallFilter filter, Consumer<Call> taker) {
        String after = null;
        int read = 0;
        do {
            CallPage page = log.find(filter, after, PAGE);
            page.items().forEach(taker);
            read += page.items().size();
            after = page.next();
        } while (after != null && read < MOST_CALLS);
    }

    private Person person(PhoneNumber number) {
        List<Caller> candidates = directory.whoIs(number);
        Caller one = candidates.size() == 1 ? candidates.get(0) : null;
        return new Person(
                one == null ? null : one.contactId() == null ? one.companyId() : one.contactId(),
                one == null ? null : one.name(),
                one == null ? null : one.company(),
                null,
                null,
                null,
                null,
                null,
                0,
                Map.of(),
                List.of(number.toString()));
    }
}
