package org.ringbook.campaigns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.ContactPage;
import org.ringbook.fields.FieldFilter;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Call lists of what a filter finds: clients, leads, calls. It becomes a file as if somebody had exported and uploaded it, so that it is
 * looked through first, with counts, and can be taken back. Any thread; waits for the database.
 */
@Component
public class ListsFromFilters {

    private static final int PAGE = 500;
    private static final int MOST = 100_000;
    /** So many calls are looked through while somebody waits. */
    private static final int MOST_CALLS = 200_000;

    private final CallLists lists;
    private final Contacts contacts;
    private final LeadList leads;
    private final MissedAndNotCalled missed;
    private final Staff staff;

    ListsFromFilters(CallLists lists, Contacts contacts, LeadList leads, MissedAndNotCalled missed, Staff staff) {
        this.lists = lists;
        this.contacts = contacts;
        this.leads = leads;
        this.missed = missed;
        this.staff = staff;
    }

    /**
     * Where a list goes to and comes from.
     *
     * @param address of the page that shows the same
     */
    public record Asked(UUID campaign, String address, StaffMember by) {}

    /** One page of what is found. */
    private record Some(List<String> rows, int found, String next) {}

    /** @param text in the name or a number; null for all @param own filter of the company's own fields; null for none */
    public CallList ofPeople(String text, FieldFilter own, Asked asked) {
        return look(CallList.Source.CLIENTS, asked, after -> {
            ContactPage<Contact> page = contacts.contacts(text, null, own, after, PAGE);
            Map<UUID, String> companies = names(page.items());
            return new Some(
                    page.items().stream()
                            .filter(one -> !one.numbers().isEmpty())
                            .map(one -> row(one.id(), one.name(), companies.get(one.companyId()), one.numbers()))
                            .toList(),
                    page.items().size(),
                    page.next());
        });
    }

    private Map<UUID, String> names(List<Contact> people) {
        List<UUID> ids = people.stream()
                .map(Contact::companyId)
                .filter(id -> id != null)
                .distinct()
                .toList();
        var names = new HashMap<UUID, String>();
        contacts.companies(ids).forEach(one -> names.put(one.id(), one.name()));
        return names;
    }

    /** As {@link #ofPeople}, of companies by their own numbers. */
    public CallList ofCompanies(String text, FieldFilter own, Asked asked) {
        return look(CallList.Source.CLIENTS, asked, after -> {
            ContactPage<Company> page = contacts.companies(text, own, after, PAGE);
            return new Some(
                    page.items().stream()
                            .filter(one -> !one.numbers().isEmpty())
                            .map(one -> row(one.id(), null, one.name(), one.numbers()))
                            .toList(),
                    page.items().size(),
                    page.next());
        });
    }

    /** Of these people and companies, with their own numbers; those that are gone are left out. */
    public CallList ofParties(List<UUID> parties, Asked asked) {
        return look(CallList.Source.CLIENTS, asked, after -> {
            int from = after == null ? 0 : Integer.parseInt(after);
            int to = Math.min(parties.size(), from + PAGE);
            List<UUID> some = parties.subList(from, to);
            List<Contact> people = contacts.people(some);
            Map<UUID, String> companies = names(people);
            var rows = new ArrayList<String>();
            people.stream()
                    .filter(one -> !one.numbers().isEmpty())
                    .forEach(one -> rows.add(row(one.id(), one.name(), companies.get(one.companyId()), one.numbers())));
            contacts.companies(some).stream()
                    .filter(one -> !one.numbers().isEmpty())
                    .forEach(one -> rows.add(row(one.id(), null, one.name(), one.numbers())));
            return new Some(rows, some.size(), to < parties.size() ? Integer.toString(to) : null);
        });
    }

    /** @param responsible only theirs; null for anybody's */
    public CallList ofLeads(LeadList.View view, UUID responsible, FieldFilter own, Asked asked) {
        return look(CallList.Source.LEADS, asked, after -> {
            LeadList.Page page = leads.find(view, responsible, own, asked.by(), after, PAGE);
            return new Some(
                    page.items().stream()
                            .filter(one -> one.phone() != null)
                            .map(ListsFromFilters::row)
                            .toList(),
                    page.items().size(),
                    page.next());
        });
    }

    /**
     * Each number of the calls once.
     *
     * @param pages of calls, the newest first, by the cursor of the page before
     * @param notSpokenSince whether those are left out with whom somebody has spoken since
     */
    public CallList ofCalls(Function<String, CallPage> pages, boolean notSpokenSince, Asked asked) {
        var calls = new LinkedHashMap<PhoneNumber, Call>();
        String after = null;
        int looked = 0;
        do {
            CallPage page = pages.apply(after);
            looked += page.items().size();
            if (looked > MOST_CALLS) {
                throw Refused.because("filter", "campaigns.filter.calls", MOST_CALLS);
            }
            page.items().stream()
                    .filter(call -> call.external() != null
                            && staff.byTelephone(call.external().toString()).isEmpty())
                    .forEach(call -> calls.putIfAbsent(call.external(), call));
            requireFew(calls.size());
            after = page.next();
        } while (after != null);
        if (notSpokenSince) {
            missed.leaveOutSpokenWith(calls);
        }
        var rows = calls.keySet().stream()
                .map(number -> row(null, null, null, List.of(new ContactNumber(number, null, null))))
                .toList();
        return look(CallList.Source.CALLS, asked, first -> new Some(rows, rows.size(), null));
    }

    private CallList look(CallList.Source source, Asked asked, Function<String, Some> pages) {
        var rows = new ArrayList<String>();
        int found = 0;
        String after = null;
        do {
            Some some = pages.apply(after);
            rows.addAll(some.rows());
            found += some.found();
            requireFew(rows.size());
            after = some.next();
        } while (after != null);
        if (rows.isEmpty()) {
            throw Refused.because(
                    "filter", found == 0 ? "campaigns.filter.nobody" : "campaigns.filter.no-numbers", found);
        }
        String file = ListColumn.PARTY_HEADER + ";name;company;phone\n" + String.join("\n", rows) + "\n";
        return lists.upload(
                asked.campaign(),
                source,
                null,
                file.getBytes(StandardCharsets.UTF_8),
                asked.address(),
                ListOptions.automatic(),
                asked.by());
    }

    private static void requireFew(int rows) {
        if (rows > MOST) {
            throw Refused.because("filter", "campaigns.filter.many", MOST);
        }
    }

    private static String row(Lead lead) {
        return row(lead.partyId(), lead.name(), lead.company(), List.of(new ContactNumber(lead.phone(), null, null)));
    }

    private static String row(UUID party, String name, String company, List<ContactNumber> numbers) {
        return String.join(
                ";",
                party == null ? "" : party.toString(),
                quoted(name),
                quoted(company),
                quoted(numbers.stream().map(one -> one.number().toString()).collect(Collectors.joining(", "))));
    }

    private static String quoted(String text) {
        return text == null ? "" : "\"" + text.replaceAll("\\s+", " ").replace("\"", "\"\"") + "\"";
    }
}
