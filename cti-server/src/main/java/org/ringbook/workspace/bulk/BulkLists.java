package org.ringbook.workspace.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
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

    BulkLists(Contacts contacts, LeadList leads, Tasks tasks, FollowUps followUps, Rights rights, OwnFields fields) {
        this.followUps = followUps;
        this.contacts = contacts;
        this.leads = leads;
        this.tasks = tasks;
        this.rights = rights;
        this.fields = fields;
    }

    /** What the addresses of the lists have; null for what they do not. */
    record Filter(String text, LeadList.View view, Boolean mine, String show, UUID person) {}

    /** A page of a list: what is in it, and where it goes on. */
    private record Some(List<UUID> ids, String next) {

        static <T> Some of(List<T> items, Function<T, UUID> id, String next) {
            return new Some(items.stream().map(id).toList(), next);
        }
    }

    /** At most one more than may be changed at once. */
    List<UUID> all(BulkSubject kind, Filter filter, TypedFields asked, Viewer viewer, Print print, Model model) {
        FieldFilter own = kind == BulkSubject.OBLIGATION ? null : fields.filter(subject(kind), asked, print, model);
        var all = new ArrayList<UUID>();
        String after = null;
        do {
            Some some = page(kind, filter, own, viewer, after);
            all.addAll(some.ids());
            after = some.next();
        } while (after != null && all.size() <= BulkChanges.MOST);
        return all;
    }

    private static FieldSubject subject(BulkSubject kind) {
        return switch (kind) {
            case CONTACT -> FieldSubject.PERSON;
            case COMPANY -> FieldSubject.COMPANY;
            case LEAD -> FieldSubject.LEAD;
            case TASK -> FieldSubject.TASK;
            case OBLIGATION -> throw new IllegalArgumentException("Missed calls have no fields of their own");
        };
    }

    private Some page(BulkSubject kind, Filter filter, FieldFilter own, Viewer viewer, String after) {
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
                LeadList.View view = filter.view() == null ? LeadList.View.OPEN : filter.view();
                UUID whose =
                        Boolean.TRUE.equals(filter.mine()) ? viewer.member().id() : null;
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
        };
    }

    private static TaskFilter tasks(Filter filter, Viewer viewer) {
        String show = filter.show() == null ? "MINE" : filter.show();
        return TaskLists.of(show, viewer.member().id(), filter.person());
    }
}
