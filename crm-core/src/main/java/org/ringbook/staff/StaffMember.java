package org.ringbook.staff;

import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.Extension;

/**
 * One person of the company. One person may have many telephones.
 *
 * @param id null for a person who is not saved yet
 * @param login name for sign-in; null for a person who has telephones but does not sign in
 * @param extensions their telephones, the first one is dialled from; an active person shares none with another
 * @param language of the screens: "ru" or "en"; null to follow the browser
 * @param active false when the person has left; their past calls keep the name
 */
public record StaffMember(
        UUID id, String name, String login, Role role, List<Extension> extensions, String language, boolean active) {

    public StaffMember {
        extensions = extensions == null ? List.of() : List.copyOf(extensions);
    }

    public boolean has(Extension extension) {
        return extensions.contains(extension);
    }

    StaffMember with(UUID newId) {
        return new StaffMember(newId, name, login, role, extensions, language, active);
    }
}
