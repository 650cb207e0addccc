package org.ringbook.workspace.bulk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.Claims;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.Deal;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.followups.FollowUps;
import org.ringbook.followups.Obligation;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.rights.Rights;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.deals.DealsOfAddress;
import org.ringbook.workspace.tasks.TaskLists;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** All that a list finds, by the filter in its address: read page by page as the list itself does. */
@Component
class BulkLists {

    private static final int PAGE = 500;

    private final Contacts contacts;
    private final LeadList leads;
    private final Tasks tasks;
    private final FollowUps followUps;
    private final Rights rights;
    private final OwnFields fields;
    private final DealsOfAddress deals;
    private final Claims claims;

    BulkLists(
            Contacts contacts,
            LeadList leads,
            Tasks tasks,
            FollowUps followUps,
            Rights rights,
            OwnFields fields,
            DealsOfAddress deals,
            Claims claims) {
        this.deals = deals;
        this.claims = claims;
        this.followUps = followUps;
        this.contacts = contacts;
        this.leads = leads;
        this.tasks = tasks;
        this.rights = rights;
        this.fields = fields;
    }

    /** What the addresses of the lists have; null for what they do not. */
    private record Filter(
            String text,
            String view,
            boolean mine,
            String show,
            UUID person,
            String team,
            UUID cause,
            UUID party,
            String q) {

        /**
         * @param rawQuery as it stands in the address, and nothing of the form that came with it; null for none
         * @throws IllegalArgumentException when it cannot be read
         */
        static Filter of(String rawQuery) {
            var asked = new HashMap<String, String>();
            for (String part : (rawQuery == null ? "" : rawQuery).split("&")) {
                int equals = part.indexOf('=');
                if (equals > 0 && equals < part.length() - 1) {
                    asked.putIfAbsent(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
                }
            }
            return new Filter(
                    asked.get("text"),
                    asked.get("view"),
                    "true".equals(asked.get("mine")),
                    asked.get("show"),
                    id(asked.get("person")),
                    asked.get("team"),
                    id(asked.get("cause")),
                    id(asked.get("party")),
                    asked.get("q"));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace("\0", "");
        }

        private static UUID id(String text) {
            return text == null ? null : UUID.fromString(text);
        }
    }

    /** Whose list it is, with the address that it stands at. @param query of the address; null for none */
    record Asking(Viewer viewer, String query, TypedFields own) {}

    /** A page of a list: what is in it, and where it goes on. */
    private record Some(List<UUID> ids, String next) {

        static <T> Some of(List<T> items, Function<T, UUID> id, String next) {
            return new Some(items.stream().map(id).toList(), next);
        }
    }

    /** At most one more than may be changed at once. */
    List<UUID> all(BulkSubject kind, Asking asking, Print print, Model model) {
        Filter filter = Filter.of(asking.query());
        FieldFilter own = subject(kind)
                .map(subject -> fields.filter(subject, asking.own(), print, model))
                .orElse(null);
        var all = new ArrayList<UUID>();
        String after = null;
        do {
            Some some = page(kind, filter, own, asking, after);
            all.addAll(some.ids());
            after = some.next();
        } while (after != null && all.size() <= BulkChanges.MOST);
        return all;
    }

    /** Empty for what has no fields of the company's own. */
    private static Optional<FieldSubject> subject(BulkSubject kind) {
        return switch (kind) {
            case CONTACT -> Optional.of(FieldSubject.PERSON);
            case COMPANY -> Optional.of(FieldSubject.COMPANY);
            case LEAD -> Optional.of(FieldSubject.LEAD);
            case TASK -> Optional.of(FieldSubject.TASK);
            case DEAL -> Optional.of(FieldSubject.DEAL);
            case OBLIGATION, CLAIM, DEAL_ROW, LEAD_ROW -> Optional.empty();
        };
    }

    private Some page(BulkSubject kind, Filter filter, FieldFilter own, Asking asking, String after) {
        Viewer viewer = asking.viewer();
        return switch (kind) {
            case CONTACT -> {
                var page = contacts.contacts(filter.text(), null, own, after, PAGE);
                yield Some.of(page.items(), Contact::id, page.next());
            }
            case COMPANY -> {
                var page = contacts.companies(filter.text(), own, after, PAGE);
                yield Some.of(page.items(), Company::id, page.next());
            }
            case LEAD -> {
                LeadList.View view = filter.view() == null ? LeadList.View.OPEN : LeadList.View.valueOf(filter.view());
                UUID whose = filter.mine() ? viewer.member().id() : null;
                var page = leads.find(view, whose, own, viewer.member(), after, PAGE);
                yield Some.of(page.items(), Lead::id, page.next());
            }
            case TASK -> {
                var page = tasks.list(tasks(filter, viewer).with(own), rights.of(viewer.member()), after, PAGE);
                yield Some.of(page.items(), Task::id, page.next());
            }
            case OBLIGATION -> {
                var page = followUps.list(true, null, null, rights.of(viewer.member()), after, PAGE);
                yield Some.of(page.items(), Obligation::id, page.next());
            }
            case DEAL -> {
                var asked = deals.filter(asking.query(), own, viewer);
                var page = deals.page(asked, asking.query(), viewer, after, PAGE);
                yield Some.of(page.items(), Deal::id, page.next());
            }
            case CLAIM -> {
                var page = claims.list(claims(filter, viewer), rights.of(viewer.member()), after, PAGE);
                yield Some.of(page.items(), Claim::id, page.next());
            }
            case DEAL_ROW, LEAD_ROW -> new Some(List.of(), null);
        };
    }

    private static ClaimFilter claims(Filter filter, Viewer viewer) {
        return ClaimFilter.of(asked -> {
            asked.view = filter.view() == null ? ClaimFilter.View.OPEN : ClaimFilter.View.valueOf(filter.view());
            asked.responsible = filter.mine() ? viewer.member().id() : filter.person();
            asked.team = filter.team();
            asked.cause = filter.cause();
            asked.party = filter.party();
            asked.text = filter.q();
        });
    }

    private static TaskFilter tasks(Filter filter, Viewer viewer) {
        String show = filter.show() == null ? "MINE" : filter.show();
        return TaskLists.of(show, viewer.member().id(), filter.person());
    }
}
