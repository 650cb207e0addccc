package org.ringbook.workspace.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * A person of ours as typed into the form.
 *
 * @param extensions parted by commas or spaces
 * @param mobiles parted by commas
 * @param language "ru", "en", or empty to follow the browser
 * @param password empty to leave it as it is
 * @param sees null for what the role may; so is hears
 */
record StaffForm(
        String name,
        String login,
        Role role,
        String extensions,
        String mobiles,
        String language,
        String password,
        boolean active,
        String team,
        Reach sees,
        Reach hears) {

    private static final int LONGEST_NUMBER = 64;

    static StaffForm empty() {
        return new StaffForm(null, null, Role.AGENT, null, null, null, null, true, null, null, null);
    }

    /** @param printed how a number is written */
    static StaffForm of(StaffMember member, Function<PhoneNumber, String> printed) {
        String mobiles = member.mobiles().stream().map(printed).collect(Collectors.joining(", "));
        String extensions = member.extensions().stream().map(Extension::digits).collect(Collectors.joining(", "));
        return new StaffForm(
                member.name(),
                member.login(),
                member.role(),
                extensions,
                mobiles,
                member.language(),
                null,
                member.active(),
                member.team(),
                member.sees(),
                member.hears());
    }

    private List<String> typedExtensions() {
        return extensions == null
                ? List.of()
                : Arrays.stream(extensions.split("[\\s,;]+"))
                        .filter(one -> !one.isEmpty())
                        .distinct()
                        .toList();
    }

    /** What was typed as an extension and is none. */
    List<String> unreadable() {
        return typedExtensions().stream()
                .filter(one -> !Extension.isExtension(one))
                .toList();
    }

    private List<String> typedMobiles() {
        return mobiles == null
                ? List.of()
                : Arrays.stream(mobiles.split("[,;\\n]+"))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    private static Optional<PhoneNumber> number(String typed, NumberPlan plan) {
        return plan.parse(typed.length() > LONGEST_NUMBER ? null : typed);
    }

    /** What was typed as a mobile and is no telephone number. */
    List<String> unreadableMobiles(NumberPlan plan) {
        return typedMobiles().stream()
                .filter(one -> number(one, plan).isEmpty())
                .toList();
    }

    StaffMember member(UUID id, NumberPlan plan) {
        return new StaffMember(
                id,
                text(name),
                text(login),
                role == null ? Role.AGENT : role,
                typedExtensions().stream().map(Extension::new).toList(),
                typedMobiles().stream()
                        .flatMap(one -> number(one, plan).stream())
                        .distinct()
                        .toList(),
                text(language),
                active,
                text(team),
                sees,
                hears);
    }

    boolean hasPassword() {
        return password != null && !password.isEmpty();
    }

    static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "StaffForm[" + name + ", " + login + ", " + role + "]";
    }
}
