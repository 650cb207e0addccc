package org.ringbook.access;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.staff.StaffChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who signed in with a password that would be refused today, since the start: pages ask them for another one. Passwords of before the
 * rule are good until then.
 */
@Component
public class EasyPasswords {

    private final Set<UUID> people = ConcurrentHashMap.newKeySet();

    void noticed(UUID person) {
        people.add(person);
    }

    public boolean hasOne(UUID person) {
        return people.contains(person);
    }

    @EventListener
    void changed(StaffChanged change) {
        if (change.passwordChanged()) {
            people.remove(change.now().id());
        }
    }
}
