package org.ringbook.staff;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Everybody as of one moment; never changed, so any thread reads it without a lock. */
final class StaffSnapshot {

    private static final Comparator<StaffMember> BY_NAME = Comparator.comparing(
                    (StaffMember member) -> member.name().toLowerCase(Locale.ROOT))
            .thenComparing(StaffMember::id);

    final List<StaffMember> all;
    private final Map<UUID, StaffMember> byId = new HashMap<>();
    private final Map<String, StaffMember> byLogin = new HashMap<>();
    final TelephoneBook telephones;

    StaffSnapshot(Collection<StaffMember> members, TelephoneBook telephones) {
        this.telephones = telephones;
        all = members.stream().sorted(BY_NAME).toList();
        for (StaffMember member : all) {
            byId.put(member.id(), member);
            if (member.login() != null) {
                byLogin.put(loginKey(member.login()), member);
            }
        }
    }

    static String loginKey(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }

    StaffMember find(UUID id) {
        return byId.get(id);
    }

    StaffMember byLogin(String login) {
        return byLogin.get(loginKey(login));
    }

    boolean administratorsWithout(UUID id) {
        return all.stream().anyMatch(member -> !member.id().equals(id) && administers(member));
    }

    static boolean administers(StaffMember member) {
        return member.active() && member.role() == Role.ADMINISTRATOR && member.login() != null;
    }
}
