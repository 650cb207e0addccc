package org.ringbook.staff;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final TelephoneTable telephones;
    private volatile StaffSnapshot snapshot;

    Staff(StaffTable table, TelephoneTable telephones, ApplicationEventPublisher events) {
        this.table = table;
        this.telephones = telephones;
        this.events = events;
        this.passwordHashes = new ConcurrentHashMap<>(table.passwordHashes());
        this.snapshot = table.read();
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

    /** The active person whose telephone it is now, whichever source it is of; nobody where two sources give it to two people. */
    public Optional<StaffMember> byExtension(Extension extension) {
        return extension == null ? Optional.empty() : byTelephone(extension.digits());
    }

    /**
     * The active person whose telephone it is now, whichever source it is of.
     *
     * @param party an extension, or a mobile in E.164 with the plus; null and anything else is nobody, and so is what two
     *     sources give to two people
     */
    public Optional<StaffMember> byTelephone(String party) {
        StaffSnapshot people = snapshot;
        return Optional.ofNullable(people.find(people.telephones.ownerNow(party)));
    }

    /** The active person whose telephone it is now, at that telephone source. */
    public Optional<StaffMember> byTelephone(String source, String party) {
        StaffSnapshot people = snapshot;
        return Optional.ofNullable(people.find(people.telephones.ownerNow(source, party)));
    }

    /** Who had which telephone when, as it is known now. */
    public TelephoneBook telephones() {
        return snapshot.telephones;
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
        return meant.size() != 1
                ? null
                : meant.get(0)
                        .telephones()
                        .filter(Extension::isExtension)
                        .findFirst()
                        .orElse(null);
    }

    /** The same as {@link #save(StaffMember, boolean, String)} by the program, without taking anything from anybody. */
    public StaffMember save(StaffMember member) {
        return save(member, false, null);
    }

    /**
     * Adds (id null) or changes a person. A telephone that is new to them is theirs from now on, and one that they no longer
     * have was theirs until now: calls of the past stay whose they were. Where nobody else is on file for a telephone, earlier
     * calls are assumed to be theirs, too.
     *
     * @param takeOver whether telephones of others become theirs, from now on
     * @param by login of who does it; null for the program
     * @return the person as kept, with id
     * @throws Refused if the login is somebody else's, or a telephone is and shall not be taken over, a field is not fit, there
     *     is no person of that id, or the company would be left without an administrator
     */
    public StaffMember save(StaffMember member, boolean takeOver, String by) {
        StaffMember tidied = StaffRules.tidied(member);
        StaffMember before;
        StaffMember saved;
        StaffSnapshot was;
        synchronized (this) {
            was = snapshot;
            before = tidied.id() == null ? null : existing(tidied.id());
            StaffRules.fits(tidied, was);
            saved = before == null ? tidied.with(UUID.randomUUID()) : tidied;
            snapshot = table.write(saved, Telephones.of(saved, was, takeOver, by, now()), was);
        }
        events.publishEvent(new StaffChanged(before, saved, false));
        robbed(was, saved.id()).forEach(events::publishEvent);
        return saved;
    }

    /** Those whose telephones were taken over. */
    private List<StaffChanged> robbed(StaffSnapshot was, UUID but) {
        StaffSnapshot is = snapshot;
        return was.all.stream()
                .filter(one -> !one.id().equals(but) && is.find(one.id()) != null)
                .filter(one -> !one.equals(is.find(one.id())))
                .map(one -> new StaffChanged(one, is.find(one.id()), false))
                .toList();
    }

    /**
     * What would become of a telephone's history if it had been the person's since another moment.
     *
     * @param row id of one of {@link TelephoneBook#of(UUID)}
     * @param since null for ever since
     * @throws Refused if there is no such row, or another one does not let it
     */
    public SinceCorrection correction(long row, Instant since) {
        return SinceCorrection.of(snapshot.telephones, row, micros(since), now());
    }

    /**
     * Says since when a telephone is the person's. The calls between follow: {@link #changesToFollow}.
     *
     * @param by login of who does it
     * @throws Refused as {@link #correction}
     */
    public SinceCorrection correct(long row, Instant since, String by) {
        synchronized (this) {
            SinceCorrection correction = correction(row, since);
            if (correction.affected() != null) {
                snapshot = table.write(correction, by);
            }
            return correction;
        }
    }

    /** What was done to the telephones of a person, newest first. Waits for the database. */
    public List<TelephoneChange> telephoneLog(UUID member, int limit) {
        return telephones.log(member, limit);
    }

    /** Changes that calls of the past have to follow and did not yet, oldest first. Waits for the database. */
    public List<TelephoneChange> changesToFollow() {
        return telephones.toFollow();
    }

    /** @param calls how many have other people since */
    public void followed(TelephoneChange change, int calls) {
        telephones.followed(change.id(), calls);
    }

    /** As exact as the database keeps it. */
    private static Instant now() {
        return micros(Instant.now());
    }

    private static Instant micros(Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Sets the password for sign-in. Only its salted hash is kept.
     *
     * @param password at least 8 characters, at most 72 bytes in UTF-8
     * @throws Refused if it is too short, too long or easy to guess, or there is no person of that id
     */
    public void setPassword(UUID id, String password) {
        StaffMember member = existing(id);
        String hash = passwords.hash(password, member.login(), member.name());
        synchronized (this) {
            member = existing(id);
            table.writePassword(member, hash);
            passwordHashes.put(id, hash);
        }
        events.publishEvent(new StaffChanged(member, member, true));
    }

    /**
     * Whether a password could be set; nothing is.
     *
     * @throws Refused if it could not
     */
    public static void checkPassword(String password, String login, String name) {
        Passwords.check(password, login, name);
    }

    /** Whether it would be refused as easy to guess, if it were set today. */
    public static boolean isWeakPassword(StaffMember member, String password) {
        return Passwords.isWeak(password, member.login(), member.name());
    }

    /** Whether the person can sign in with a password at all. */
    public boolean hasPassword(UUID id) {
        return passwordHashes.containsKey(id);
    }

    /** What is another one after each new password; tells nothing of it. Empty when there is none. From memory. */
    public String passwordMark(UUID id) {
        String hash = id == null ? null : passwordHashes.get(id);
        return hash == null ? "" : Passwords.mark(hash);
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
