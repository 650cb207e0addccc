package org.ringbook.segments;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.NewId;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.sales.BuyingClasses;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Groups of clients: made, counted, looked at. Of a client whom somebody answers for only those are shown who may see that person's; a
 * client of nobody is everybody's. Any thread; every method waits for the database. Who came and went is kept in the transaction in which it
 * is found, and whoever waits for that hears of it from there.
 */
@Component
public class Segments {

    public static final int LONGEST_PAGE = 500;

    /** So many there can be. */
    public static final int MOST = 200;

    /** So many of a dry run are shown. */
    public static final int FIRST = 20;

    /** So many are chosen at once. */
    public static final int MOST_PICKED = 1_000;

    /** Parties that one statement looks at: each is done long before it would be cancelled. */
    private static final int BATCH = 50_000;

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_NOTE = 2_000;
    private static final String PICKED =
            "p.id in (select k.party_id from segment_pick k where k.segment_id = :segment)";

    private final JdbcClient jdbc;
    private final SegmentRows rows;
    private final Fields fields;
    private final FieldValues values;
    private final Staff staff;
    private final BuyingClasses classes;
    private final ZoneId zone;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int batch;

    @Autowired
    Segments(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Fields fields,
            FieldValues values,
            Staff staff,
            BuyingClasses classes,
            WorkingCalendar calendar) {
        this(jdbc, transactions, fields, values, staff, classes, calendar.zone(), Clock.systemUTC(), BATCH);
    }

    Segments(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Fields fields,
            FieldValues values,
            Staff staff,
            BuyingClasses classes,
            ZoneId zone,
            Clock clock,
            int batch) {
        this.jdbc = jdbc;
        this.rows = new SegmentRows(jdbc);
        this.fields = fields;
        this.values = values;
        this.staff = staff;
        this.classes = classes;
        this.zone = zone;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.batch = batch;
    }

    /** By name. */
    public List<Segment> all() {
        return rows.all();
    }

    public Optional<Segment> find(UUID id) {
        return rows.find(id);
    }

    /** @param came since yesterday ended, in the company's zone @param went likewise */
    public record Counts(int members, int came, int went) {

        static final Counts NONE = new Counts(0, 0, 0);

        public int change() {
            return came - went;
        }
    }

    /** Of those whom somebody may see. */
    public Map<UUID, Counts> counts(Collection<UUID> segments, Permissions who) {
        return segments.isEmpty()
                ? Map.of()
                : rows.counts(segments, today().atStartOfDay(zone).toInstant(), who);
    }

    public Counts counts(UUID segment, Permissions who) {
        return counts(List.of(segment), who).getOrDefault(segment, Counts.NONE);
    }

    /**
     * Of each, as it was counted last: nobody is counted for it. Empty for whoever may not see all clients, because what is kept has those of
     * others in it; {@link #counts} counts one for them.
     */
    public Map<UUID, Counts> kept(Permissions who) {
        return who == null || who.scope(Action.SEE) == Scope.ALL
                ? rows.kept(today().atStartOfDay(zone).toInstant())
                : Map.of();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** @param count of all who fit @param first of them, by name */
    public record Tried(int count, List<SegmentMember> first) {}

    /**
     * Who would be in it; nothing is written.
     *
     * @throws Refused beside {@code rule} when it names what is gone, or cannot be looked for
     */
    public Tried tryOut(SegmentRule rule, Permissions who) {
        RuleQuery query = query();
        String condition = query.sql(rule);
        return new Tried(
                rows.countOf(condition, query.parameters(), who),
                rows.firstOf(condition, query.parameters(), who, FIRST));
    }

    /** Why a rule finds nobody new: something that it names is gone since. Its members are those of before. No client is read for it. */
    public Optional<Refused> fault(Segment segment) {
        try {
            if (!segment.byHand()) {
                refuseGone(segment.rule());
            }
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused);
        }
    }

    private void refuseGone(SegmentRule rule) {
        RuleQuery.ofNames(fields, values, staff, zone, today()).sql(rule);
    }

    private RuleQuery query() {
        LocalDate today = today();
        return new RuleQuery(jdbc, fields, values, staff, zone, today, () -> classes.on(today));
    }

    /**
     * Makes one and counts it.
     *
     * @param rule null for one that is chosen by hand
     * @param by null for the program
     * @throws Refused if the name is missing or taken, there are too many, or the rule cannot be looked for
     */
    public Segment add(String name, String note, SegmentRule rule, StaffMember by) {
        UUID id = NewId.next();
        String tidied = name(name);
        String tidiedNote = note(note);
        if (rule != null) {
            refuseGone(rule);
        }
        transaction.executeWithoutResult(status -> {
            rows.oneNamesAtATime();
            if (rows.count() >= MOST) {
                throw Refused.because("name", "segments.many", MOST);
            }
            requireFree(tidied, id);
            Instant now = now();
            UUID author = by == null ? null : by.id();
            rows.insert(new Segment(
                    id,
                    tidied,
                    tidiedNote,
                    rule == null ? Segment.Kind.HAND : Segment.Kind.RULE,
                    rule,
                    null,
                    now,
                    author,
                    now,
                    author,
                    1));
        });
        return recounted(id, by);
    }

    /**
     * Says otherwise how it is called, or who is in it, and counts it anew.
     *
     * @param version that it was made from; null to write over any
     * @param rule null of one that is chosen by hand
     * @throws Refused as {@link #add}, or if it is gone or was changed meanwhile
     */
    public Segment change(UUID id, Integer version, String name, String note, SegmentRule rule, StaffMember by) {
        String tidied = name(name);
        String tidiedNote = note(note);
        if (rule != null) {
            refuseGone(rule);
        }
        boolean another = Boolean.TRUE.equals(transaction.execute(status -> {
            // First the row, as who counts it does; whoever names one waits for no row.
            Segment known = known(id);
            rows.oneNamesAtATime();
            if (version != null && version != known.version()) {
                throw Refused.because("version", "segments.changed");
            }
            if (known.byHand() != (rule == null)) {
                throw Refused.because("rule", known.byHand() ? "segments.by-hand" : "segments.rule.empty");
            }
            requireFree(tidied, id);
            rows.update(id, tidied, tidiedNote, rule, by == null ? null : by.id(), now());
            return rule != null && !rule.equals(known.rule());
        }));
        return another ? recounted(id, by) : rows.find(id).orElseThrow();
    }

    private Segment known(UUID id) {
        return rows.findToChange(id).orElseThrow(() -> Refused.because("id", "segments.gone"));
    }

    private void requireFree(String name, UUID id) {
        if (rows.isTaken(name, id)) {
            throw Refused.because("name", "segments.taken", name);
        }
    }

    private static String name(String typed) {
        String name = typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\s\\p{Z}]+", " ").strip();
        if (name.isEmpty()) {
            throw Refused.because("name", "segments.name");
        }
        if (name.length() > LONGEST_NAME) {
            throw Refused.because("name", "segments.long", LONGEST_NAME);
        }
        return name;
    }

    private static String note(String typed) {
        String note = typed == null ? "" : typed.replace("\0", "").strip();
        if (note.length() > LONGEST_NOTE) {
            throw Refused.because("note", "segments.long", LONGEST_NOTE);
        }
        return note.isEmpty() ? null : note;
    }

    /**
     * Counts it anew.
     *
     * @param by who asked; null for the night
     * @throws Refused if it is gone, or its rule names what is gone: then everything stays as it was
     */
    public Segment refresh(UUID id, StaffMember by) {
        return recounted(id, by);
    }

    private Segment recounted(UUID id, StaffMember by) {
        return transaction.execute(status -> {
            Segment segment = known(id);
            RuleQuery query = query();
            String condition = segment.byHand() ? PICKED : query.sql(segment.rule());
            Instant at = now();
            UUID author = by == null ? null : by.id();
            if (segment.byHand()) {
                rows.recount(id, SegmentRows.EVERYBODY, condition, query.parameters(), at, author);
            } else {
                SegmentRows.Some some = rows.after(null, batch);
                rows.recount(id, some, condition, query.parameters(), at, author);
                while (some.last() != null) {
                    some = rows.after(some.last(), batch);
                    rows.recount(id, some, condition, query.parameters(), at, author);
                }
            }
            rows.counted(id, at);
            return rows.find(id).orElseThrow();
        });
    }

    /** Those that were not counted since a moment, one after the other; see {@link #refresh}. */
    List<UUID> notCountedSince(Instant moment) {
        return rows.notCountedSince(moment);
    }

    /**
     * Puts clients into one that is chosen by hand. Who is in it already stays.
     *
     * @param who null for whoever may see all
     * @param by null for the program
     * @throws Refused if it is gone, is found by a rule, or a client is gone or not theirs to see
     */
    public void pick(UUID id, Collection<UUID> parties, Permissions who, StaffMember by) {
        chosen(id, parties, who, by, true);
    }

    /** Takes them out of it. @throws Refused as {@link #pick} */
    public void unpick(UUID id, Collection<UUID> parties, Permissions who, StaffMember by) {
        chosen(id, parties, who, by, false);
    }

    private void chosen(UUID id, Collection<UUID> parties, Permissions who, StaffMember by, boolean in) {
        Set<UUID> ids = new HashSet<>(parties);
        if (ids.isEmpty() || ids.size() > MOST_PICKED) {
            throw Refused.because("partyIds", "segments.pick", MOST_PICKED);
        }
        transaction.executeWithoutResult(status -> {
            if (!known(id).byHand()) {
                throw Refused.because("id", "segments.by-rule");
            }
            if (rows.known(ids, who) < ids.size()) {
                throw Refused.because("partyIds", "segments.party");
            }
            if (in) {
                rows.pick(id, ids, now(), by == null ? null : by.id());
            } else {
                rows.unpick(id, ids);
            }
        });
        recounted(id, by);
    }

    /**
     * Deletes it with its history. For the bin, which keeps what it was.
     *
     * @throws Refused while terms hold for all of it
     */
    public void delete(UUID id) {
        transaction.executeWithoutResult(status -> {
            if (rows.hasTerms(id)) {
                throw Refused.because("id", "segments.terms");
            }
            rows.delete(id);
        });
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page<T>(List<T> items, String next) {}

    /**
     * Who is in it, who came last first.
     *
     * @param after cursor of the page before; null for the first
     * @param limit rows on a page, 1 to {@link #LONGEST_PAGE}
     * @throws Refused if the cursor is none of ours
     */
    public Page<SegmentMember> members(UUID id, Permissions who, String after, int limit) {
        List<SegmentMember> found =
                rows.members(id, who, after == null ? null : SegmentRows.After.read(after), limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        SegmentMember last = found.get(limit - 1);
        return new Page<>(
                List.copyOf(found.subList(0, limit)), new SegmentRows.After(last.since(), last.partyId()).print());
    }

    /** All whom somebody may see, by name. */
    public List<UUID> ids(UUID id, Permissions who) {
        return rows.ids(id, who);
    }

    /** Who came and went, the newest first. @throws Refused if the cursor is none of ours */
    public Page<SegmentMove> moves(UUID id, Permissions who, String after, int limit) {
        List<SegmentMove> found = rows.moves(id, who, number(after), limit + 1);
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        List.copyOf(found.subList(0, limit)),
                        Long.toString(found.get(limit - 1).id()));
    }

    private static Long number(String after) {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException notOurs) {
            throw Refused.because("after", "segments.cursor");
        }
    }

    /** Those that a client is in, by name; none when the client is not theirs to see. */
    public List<Segment> of(UUID party, Permissions who) {
        return rows.of(party, who);
    }
}
