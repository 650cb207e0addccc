package org.ringbook.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffChanged;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets who was signed in a moment ago come back without the slow check of a password: when everybody returns at once, after a network
 * or a server that was away, nobody waits for it. A ticket is a secret that whoever signed in with a password is given once, and is
 * good until an hour after it was last seen in use, also over a restart of the server. A new password and leaving the company end it
 * at once. Only hashes are kept. Answers are from memory; {@link ResumeTicketTable} is written beside. Any thread.
 */
@Component
public class ResumeTickets {

    static final String PREFIX = "ringbook_resume_";
    /** How long after it was last seen a ticket is good. */
    static final Duration GOOD_FOR = Duration.ofHours(1);

    static final int MOST_OF_A_PERSON = 40;
    static final int MOST = 50_000;
    /** Attribute of a request that was signed in with a ticket: its {@link Given#id}. */
    public static final String USED = ResumeTickets.class.getName();

    private final Staff staff;
    private final ResumeTicketTable table;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ResumeTicket> tickets = new ConcurrentHashMap<>();
    private final Map<UUID, Set<String>> ofPeople = new ConcurrentHashMap<>();

    @Autowired
    ResumeTickets(Staff staff, ResumeTicketTable table) {
        this(staff, table, Clock.systemUTC());
    }

    ResumeTickets(Staff staff, ResumeTicketTable table, Clock clock) {
        this.staff = staff;
        this.table = table;
        this.clock = clock;
        table.read(clock.instant().minus(GOOD_FOR)).forEach(this::keep);
    }

    /**
     * A new ticket.
     *
     * @param id what it is known by here; tells nothing of the secret
     * @param secret for whoever signed in; cannot be asked for again
     */
    public record Given(String id, String secret) {

        @Override
        public String toString() {
            return "Given[]";
        }
    }

    /**
     * Gives a ticket to who signed in with a password.
     *
     * @return empty where it was no password, which a new one could end, or there are too many tickets already
     */
    public Optional<Given> give(SignedIn who) {
        boolean byPassword = who.passwordMark() != null && !who.passwordMark().isEmpty();
        if (!byPassword || tickets.size() >= MOST && !makeRoom()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var ticket = new ResumeTicket(id(secret), who.id(), who.passwordMark(), clock.instant());
        keep(ticket);
        table.write(ticket);
        forgetOldestOf(who.id());
        return Optional.of(new Given(ticket.id(), secret));
    }

    /** Whose ticket it is, if it is good; it is seen by that. */
    Optional<SignedIn> resume(String secret) {
        ResumeTicket ticket = secret.length() > 100 ? null : tickets.get(id(secret));
        if (ticket == null) {
            return Optional.empty();
        }
        Optional<StaffMember> member = isGood(ticket, clock.instant())
                ? staff.find(ticket.staff()).filter(StaffMember::active)
                : Optional.empty();
        if (member.isEmpty()) {
            end(List.of(ticket));
        } else {
            seen(List.of(ticket.id()));
        }
        return member.map(who -> SignedIn.of(who, ticket.passwordMark()));
    }

    /** Whoever was let in with these is still there, or was until now: their hour begins anew. */
    public void seen(Collection<String> ids) {
        Instant now = clock.instant();
        for (String id : ids) {
            // Written while it is held: one that ends meanwhile is ended after that, and stays so.
            tickets.computeIfPresent(id, (any, ticket) -> {
                ResumeTicket seen = ticket.seen(now);
                table.write(seen);
                return seen;
            });
        }
    }

    /** Ends a ticket: who had it signed out. */
    void end(String secret) {
        Optional.ofNullable(tickets.get(id(secret))).ifPresent(ticket -> end(List.of(ticket)));
    }

    static String id(String secret) {
        return HexFormat.of().formatHex(DigestUtils.sha256(secret));
    }

    @EventListener
    void staffChanged(StaffChanged change) {
        if (change.passwordChanged() || !change.now().active()) {
            end(of(change.now().id()));
        }
    }

    private boolean isGood(ResumeTicket ticket, Instant now) {
        return now.isBefore(ticket.seenAt().plus(GOOD_FOR))
                && ticket.passwordMark().equals(staff.passwordMark(ticket.staff()));
    }

    private boolean makeRoom() {
        Instant now = clock.instant();
        end(tickets.values().stream().filter(ticket -> !isGood(ticket, now)).toList());
        return tickets.size() < MOST;
    }

    private void forgetOldestOf(UUID person) {
        List<ResumeTicket> theirs = of(person);
        if (theirs.size() > MOST_OF_A_PERSON) {
            end(theirs.stream()
                    .sorted(Comparator.comparing(ResumeTicket::seenAt))
                    .limit(theirs.size() - MOST_OF_A_PERSON)
                    .toList());
        }
    }

    private List<ResumeTicket> of(UUID person) {
        return ofPeople.getOrDefault(person, Set.of()).stream()
                .map(tickets::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private void keep(ResumeTicket ticket) {
        tickets.put(ticket.id(), ticket);
        ofPeople.computeIfAbsent(ticket.staff(), person -> ConcurrentHashMap.newKeySet())
                .add(ticket.id());
    }

    private void end(List<ResumeTicket> ended) {
        for (ResumeTicket ticket : ended) {
            tickets.remove(ticket.id());
            ofPeople.getOrDefault(ticket.staff(), Set.of()).remove(ticket.id());
        }
        table.end(ended);
    }
}
