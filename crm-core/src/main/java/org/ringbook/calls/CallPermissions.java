package org.ringbook.calls;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Subject;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.Scope;
import org.ringbook.staff.TelephoneBook;

/**
 * What one person may do with calls. A call is seen by who spoke, was rung or placed it, and heard by who spoke or placed it: the
 * people of that moment, by the teams of today. Any thread; nothing is waited for.
 */
public final class CallPermissions {

    private static final SubjectColumns PEOPLE = SubjectColumns.several("people");

    private final Permissions permissions;
    private final Supplier<TelephoneBook> book;

    public CallPermissions(Permissions permissions, Supplier<TelephoneBook> book) {
        this.permissions = permissions;
        this.book = book;
    }

    public boolean may(Action action, Call call) {
        CallPeople people = CallPeople.of(call, book.get());
        return permissions.may(action, Subject.of(action == Action.SEE ? people.everybody() : people.speakers()));
    }

    /** Of the table of calls, and of what another source told of them. */
    public Condition seen() {
        return permissions.condition(Action.SEE, PEOPLE);
    }

    public Scope scope(Action action) {
        return permissions.scope(action);
    }

    /** The people whose calls may be seen; null for everybody's. */
    public Collection<UUID> people() {
        return permissions.people(Action.SEE);
    }
}
