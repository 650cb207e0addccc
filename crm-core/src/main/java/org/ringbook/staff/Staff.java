package org.ringbook.staff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.numbers.Extension;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The people of the company. Reading answers from memory, on any thread, and is fit for the pop-up's path; changing
 * writes first, and is announced as {@link StaffChanged}. Nobody is deleted: who has left is no longer active.
 */
@Component
public class Staff {

    private final StaffTable table;
    private final ApplicationEventPublisher events;
    private final Passwords passwords = new Passwords();
    private final Map<UUID, String> passwordHashes;
    private volatile StaffSnapshot snapshot;

    Staff(StaffTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
        this.passwordHashes = new ConcurrentHashMap<>(table.passwordHashes());
        this.snapshot = new StaffSnapshot(table.members());
    }

    /** Everybody, those who have left too, by name. */
    public List<StaffMember> all() {
        return snapshot.all;
    }

    public Optional<StaffMember> find(UUID id) {
        return id == null ? Optional.empty() : Optional.ofNullable(snapshot.find(id));
    }

    /** The person, active or not. Case does not matter. */
    public Optional<StaffMember> byLogin(String login) {
        return login == null ? Optional.empty() : Optional.ofNullable(snapshot.byLogin(login));
    }

    /** The active person whose telephone it is. */
    public Optional<StaffMember> byExtension(Extension extension) {
        return extension == null ? Optional.empty() : byTelephone(extension.digits());
    }

    /**
     * The active person who is meant by a party of a call.
     *
     * @param party an extension, or a mobile in E.164 with the plus; null and anything else is nobody
     */
    public Optional<StaffMember> byTelephone(String party) {
        return party == null ? Optional.empty() : Optional.ofNullable(snapshot.byTelephone(party));
    }

    /**
     * The first telephone of the active person who goes by that name or login.
     *
     * @return null when nobody does, more than one, or they have no telephone
     */
    public String extensionOf(String nameOrLogin) {
        List<StaffMember> meant = all().stream()
                .filter(StaffMember::active)
                .filter(one -> one.name().equalsIgnoreCase(nameOrLogin) || nameOrLogin.equalsIgnoreCase(one.login()))
                .toList();
        return meant.size() != 1 || meant.get(0).extensions().isEmpty()
                ? null
                : meant.get(0).extensions().get(0).digits();
    }

    /**
     * Adds (id null) or changes a person.
     *
     * @return the person as kept, with id
     * @throws Refused if the login, an extension or a mobile is somebody else's, a field is not fit, there is no person of that id,
     *     or the company would be left without an administrator
     */
    public StaffMember save(StaffMember member) {
        StaffMember tidied = StaffRules.tidied(member);
        StaffMember before;
        StaffMember saved;
        synchronized (this) {
            before = tidied.id() == null ? null : existing(tidied.id());
            StaffRules.fits(tidied, snapshot);
            saved = before == null ? tidied.with(UUID.randomUUID()) : tidied;
            table.write(saved);
            snapshot = snapshot.with(saved);
        }
        events.publishEvent(new StaffChanged(before, saved, false));
        return saved;
    }

    /**
     * Sets the password for sign-in. Only its salted hash is kept.
     *
     * @param password at least 8 characters, at most 72 bytes in UTF-8
     * @throws Refused if it is too short or too long, or there is no person of that id
     */
    public void setPassword(UUID id, String password) {
        String hash = passwords.hash(password);
        StaffMember member;
        synchronized (this) {
            member = existing(id);
            table.writePassword(id, hash);
            passwordHashes.put(id, hash);
        }
        events.publishEvent(new StaffChanged(member, member, true));
    }

    /** Whether the person can sign in with a password at all. */
    public boolean hasPassword(UUID id) {
        return passwordHashes.containsKey(id);
    }

    /** The active person, if login and password fit. Takes the same time whether the login exists or not. */
    public Optional<StaffMember> signIn(String login, String password) {
        Optional<StaffMember> member = byLogin(login).filter(StaffMember::active);
        String hash = member.map(StaffMember::id).map(passwordHashes::get).orElse(null);
        return passwords.fits(password, hash) ? member : Optional.empty();
    }

    private StaffMember existing(UUID id) {
        return find(id).orElseThrow(() -> Refused.because("id", "staff.unknown"));
    }
}
