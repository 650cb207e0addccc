package org.ringbook.workspace;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.numbers.Extension;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who looks at a page.
 *
 * @param member null before sign-in
 * @param zone in which times are printed
 * @param permissions what they may do with calls
 */
public record Viewer(StaffMember member, Locale locale, ZoneId zone, CallPermissions permissions) {

    public boolean signedIn() {
        return member != null;
    }

    public boolean isSupervisor() {
        return has(Role.SUPERVISOR);
    }

    public boolean isAdministrator() {
        return has(Role.ADMINISTRATOR);
    }

    /** Each role may also do what the ones before it may. */
    public boolean has(Role role) {
        return member != null && member.role().compareTo(role) >= 0;
    }

    /** Ends the request with 403 when the viewer's role is smaller. */
    public void require(Role role) {
        if (!has(role)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** Digits of the viewer's telephones. */
    public List<String> extensions() {
        return member == null
                ? List.of()
                : member.extensions().stream().map(Extension::digits).toList();
    }

    /** All telephones of the viewer, as calls name them: extensions, then mobiles in E.164. */
    public List<String> telephones() {
        return member == null ? List.of() : member.telephones().toList();
    }

    public boolean maySee(Call call) {
        return permissions.may(Action.SEE, call);
    }

    /** Whether the calls of one of our people are theirs to see. */
    public boolean seesCallsOf(UUID person) {
        return seesAll() || permissions.people().contains(person);
    }

    public boolean seesAll() {
        return permissions.people() == null;
    }

    /** Whether there is a choice of whose calls to look at. */
    public boolean seesOthers() {
        return permissions.scope(Action.SEE).compareTo(Scope.OWN) > 0;
    }

    /** The day that it is for the viewer. */
    public LocalDate today() {
        return LocalDate.now(zone);
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
