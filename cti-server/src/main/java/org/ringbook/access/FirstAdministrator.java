package org.ringbook.access;

import java.util.List;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes the first administrator when there is none who can sign in, so that a new server has a door. */
@Component
public class FirstAdministrator {

    private final Staff staff;
    private final FreshPasswords fresh;
    private final String login;
    private final String chosen;

    FirstAdministrator(
            Staff staff,
            FreshPasswords fresh,
            @Value("${ringbook.admin.login}") String login,
            @Value("${ringbook.admin.password:}") String chosen) {
        this.staff = staff;
        this.fresh = fresh;
        this.login = login;
        this.chosen = chosen;
    }

    /** The login of the administrator that the settings name. */
    public String login() {
        return login;
    }

    /**
     * Makes the administrator if there is none. To be called when everything else has started: a password that nobody is
     * shown is no door.
     */
    public void makeIfMissing() {
        if (staff.all().stream().anyMatch(this::canAdminister)) {
            return;
        }
        String password = chosen.isBlank() ? fresh.make(login, "the administrator") : chosen;
        try {
            StaffMember admin =
                    staff.save(staff.byLogin(login).map(this::promoted).orElseGet(this::newcomer));
            staff.setPassword(admin.id(), password);
        } catch (Refused refused) {
            throw new CannotMakeAdministrator(refused.getMessage());
        }
    }

    private boolean canAdminister(StaffMember member) {
        return member.active() && member.role() == Role.ADMINISTRATOR && staff.hasPassword(member.id());
    }

    private StaffMember newcomer() {
        return new StaffMember(null, "Administrator", login, Role.ADMINISTRATOR, List.of(), null, true);
    }

    private StaffMember promoted(StaffMember member) {
        return new StaffMember(
                member.id(),
                member.name(),
                login,
                Role.ADMINISTRATOR,
                member.extensions(),
                member.mobiles(),
                member.bound(),
                member.language(),
                true,
                member.team(),
                member.sees(),
                member.hears());
    }
}
