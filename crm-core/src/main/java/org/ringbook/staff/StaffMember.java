package org.ringbook.staff;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;

/**
 * One person of the company. One person may have many telephones.
 *
 * @param id null for a person who is not saved yet
 * @param login name for sign-in; null for a person who has telephones but does not sign in
 * @param extensions their telephones, the first one is dialled from; an active person shares none with another
 * @param mobiles numbers of the public network on which they alone are reached, such as that of a corporate SIM; an active
 *     person shares none with another
 * @param bound telephones that are theirs at one telephone source only
 * @param language of the screens: "ru" or "en"; null to follow the browser
 * @param active false when the person has left; their past calls keep the name
 * @param team whose calls the reach "team" means: everybody with the same word, whatever its case; null for none
 * @param sees whose calls the person may see; null for what the settings give their role
 * @param hears whose recordings the person may hear; null for what the settings give their role
 */
public record StaffMember(
        UUID id,
        String name,
        String login,
        Role role,
        List<Extension> extensions,
        List<PhoneNumber> mobiles,
        List<BoundTelephone> bound,
        String language,
        boolean active,
        String team,
        Scope sees,
        Scope hears) {

    public StaffMember {
        extensions = extensions == null ? List.of() : List.copyOf(extensions);
        mobiles = mobiles == null ? List.of() : List.copyOf(mobiles);
        bound = bound == null ? List.of() : List.copyOf(bound);
    }

    /** Somebody of no team, with the rights of their role. */
    public StaffMember(
            UUID id,
            String name,
            String login,
            Role role,
            List<Extension> extensions,
            List<PhoneNumber> mobiles,
            String language,
            boolean active) {
        this(id, name, login, role, extensions, mobiles, List.of(), language, active, null, null, null);
    }

    /** Somebody without a mobile. */
    public StaffMember(
            UUID id,
            String name,
            String login,
            Role role,
            List<Extension> extensions,
            String language,
            boolean active) {
        this(id, name, login, role, extensions, List.of(), language, active);
    }

    public boolean has(Extension extension) {
        return extensions.contains(extension);
    }

    /** Whether a party of a call is this person: an extension, or a mobile in E.164, at whichever source. */
    public boolean has(String party) {
        return party != null && telephones().anyMatch(party::equals);
    }

    /** All their telephones, as calls name them: extensions, mobiles in E.164, and what is theirs at one source only. */
    public Stream<String> telephones() {
        return Stream.of(
                        extensions.stream().map(Extension::digits),
                        mobiles.stream().map(PhoneNumber::toString),
                        bound.stream().map(BoundTelephone::telephone))
                .flatMap(all -> all)
                .distinct();
    }

    StaffMember with(UUID newId) {
        return new StaffMember(
                newId, name, login, role, extensions, mobiles, bound, language, active, team, sees, hears);
    }

    /** The same person with these telephones. */
    public StaffMember with(
            List<Extension> newExtensions, List<PhoneNumber> newMobiles, List<BoundTelephone> newBound) {
        return new StaffMember(
                id, name, login, role, newExtensions, newMobiles, newBound, language, active, team, sees, hears);
    }

    /** @param newLanguage of the screens */
    public StaffMember speaking(String newLanguage) {
        return new StaffMember(
                id, name, login, role, extensions, mobiles, bound, newLanguage, active, team, sees, hears);
    }

    public StaffMember in(String ofTeam, Scope ofCalls, Scope ofRecordings) {
        return new StaffMember(
                id, name, login, role, extensions, mobiles, bound, language, active, ofTeam, ofCalls, ofRecordings);
    }

    /** Whether both are of one team. */
    public boolean isInTeamOf(StaffMember other) {
        return team != null && teamKey(team).equals(teamKey(other.team()));
    }

    /** By which teams are compared: the same word, whatever its case, on every database. */
    public static String teamKey(String team) {
        return team == null || team.isBlank() ? null : team.strip().toLowerCase(Locale.ROOT);
    }
}
