package org.ringbook.workspace;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.ringbook.calls.Call;
import org.ringbook.numbers.Extension;
import org.ringbook.rights.Deed;
import org.ringbook.rights.Granted;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who looks at a page.
 *
 * @param member null before sign-in
 * @param zone in which times are printed
 * @param granted what they may do with calls
 */
public record Viewer(StaffMember member, Locale locale, ZoneId zone, Granted granted) {

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
        return granted.may(Deed.SEE, call);
    }

    /** Telephones whose calls they may see, as calls name them; null for all. */
    public Collection<String> seen() {
        return granted.seen();
    }

    public boolean seesAll() {
        return granted.seen() == null;
    }

    /** Whether there is a choice of whose calls to look at. */
    public boolean seesOthers() {
        return granted.reach(Deed.SEE).compareTo(Reach.OWN) > 0;
    }

    public boolean hasPartIn(Call call) {
        List<String> mine = telephones();
        return mine.contains(call.agent())
                || call.rang().stream().anyMatch(mine::contains)
                || call.answeredBy().stream().anyMatch(mine::contains)
                || call.legs().stream().anyMatch(leg -> mine.contains(leg.party()));
    }

    /** The day that it is for the viewer. */
    public LocalDate today() {
        return LocalDate.now(zone);
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
