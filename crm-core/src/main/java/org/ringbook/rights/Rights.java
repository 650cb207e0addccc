package org.ringbook.rights;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;

/**
 * What each person may do: what the settings give their role, unless their own record says otherwise. From memory;
 * any thread.
 */
public class Rights {

    private final Supplier<? extends Collection<StaffMember>> staff;
    private final Map<Action, Map<Role, Scope>> ofRoles;

    /**
     * @param staff everybody, also who has left; asked each time
     * @param ofRoles each action of each role
     */
    public Rights(Supplier<? extends Collection<StaffMember>> staff, Map<Action, Map<Role, Scope>> ofRoles) {
        this.staff = staff;
        this.ofRoles = Map.copyOf(ofRoles);
    }

    /** @param who null for nobody of ours */
    public Permissions of(StaffMember who) {
        if (who == null || !who.active()) {
            return Permissions.NONE;
        }
        var scopes = new EnumMap<Action, Scope>(Action.class);
        ofRoles.forEach((action, roles) -> scopes.put(action, roles.get(who.role())));
        if (who.sees() != null) {
            scopes.put(Action.SEE, who.sees());
        }
        if (who.hears() != null) {
            scopes.put(Action.HEAR, who.hears());
        }
        return new Permissions(
                scopes,
                who.id(),
                who.team(),
                staff.get().stream()
                        .filter(who::isInTeamOf)
                        .map(StaffMember::id)
                        .toList());
    }
}
