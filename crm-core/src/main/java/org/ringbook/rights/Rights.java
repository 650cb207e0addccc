package org.ringbook.rights;

import java.util.EnumMap;
import java.util.Map;
import org.ringbook.calls.Call;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/**
 * What each person may do with calls: what the settings give their role, unless their own record says otherwise. From memory;
 * any thread.
 */
public class Rights {

    private final Staff staff;
    private final Map<Deed, Map<Role, Reach>> ofRoles;

    /** @param ofRoles each deed of each role */
    public Rights(Staff staff, Map<Deed, Map<Role, Reach>> ofRoles) {
        this.staff = staff;
        this.ofRoles = Map.copyOf(ofRoles);
    }

    /** @param who null for nobody of ours */
    public Granted of(StaffMember who) {
        if (who == null || !who.active()) {
            return Granted.NOTHING;
        }
        var reaches = new EnumMap<Deed, Reach>(Deed.class);
        ofRoles.forEach((deed, roles) -> reaches.put(deed, roles.get(who.role())));
        if (who.sees() != null) {
            reaches.put(Deed.SEE, who.sees());
        }
        if (who.hears() != null) {
            reaches.put(Deed.HEAR, who.hears());
        }
        return new Granted(
                reaches,
                who.telephones().toList(),
                staff.all().stream()
                        .filter(StaffMember::active)
                        .filter(who::isInTeamOf)
                        .flatMap(StaffMember::telephones)
                        .toList());
    }

    public boolean may(StaffMember who, Deed deed, Call call) {
        return of(who).may(deed, call);
    }
}
