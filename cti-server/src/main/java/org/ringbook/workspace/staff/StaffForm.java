package org.ringbook.workspace.staff;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * A person of ours as typed into the form.
 *
 * @param extensions parted by commas or spaces
 * @param language "ru", "en", or empty to follow the browser
 * @param password empty to leave it as it is
 */
record StaffForm(
        String name, String login, Role role, String extensions, String language, String password, boolean active) {

    static StaffForm empty() {
        return new StaffForm(null, null, Role.AGENT, null, null, null, true);
    }

    static StaffForm of(StaffMember member) {
        String extensions = member.extensions().stream().map(Extension::digits).collect(Collectors.joining(", "));
        return new StaffForm(
                member.name(), member.login(), member.role(), extensions, member.language(), null, member.active());
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

    StaffMember member(UUID id) {
        return new StaffMember(
                id,
                text(name),
                text(login),
                role == null ? Role.AGENT : role,
                typedExtensions().stream().map(Extension::new).toList(),
                text(language),
                active);
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
