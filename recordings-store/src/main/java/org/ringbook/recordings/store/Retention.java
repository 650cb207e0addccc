package org.ringbook.recordings.store;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.log.BelievedDay;
import org.ringbook.recordings.store.RecordingsSettings.Rule;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What goes when: the first rule of the settings that fits a call decides how long its sound is kept. Any thread. */
@Component
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final int BATCH = 200;
    /** Days without a call or a recording, after which the clock is not believed at once. */
    private static final int FAR = 30;

    private static final Duration NOBODYS_EVERY = Duration.ofHours(6);

    /** With the number of the rule, from 0; the first that fits. */
    private static final String STORED = """
            select recording.id, recording.sha256, recording.started_at, call.direction, call.line, call.people, call.result,
                   call.talk_seconds, (select bytes from sound_ledger where sound_ledger.sha256 = recording.sha256
                                       order by number desc limit 1) as bytes
            from recording left join call on call.id = recording.call_id
            where recording.status = 'stored' and (recording.started_at, recording.id) > (:after, :afterId)
              and recording.started_at < :before
            order by recording.started_at, recording.id limit :limit""";

    private final JdbcClient jdbc;
    private final AudioStore store;
    private final Staff staff;
    private final List<Rule> rules;
    private final List<BytesNamedElsewhere> elsewhere;
    private volatile Instant nobodysAt;

    Retention(
            JdbcClient jdbc,
            AudioStore store,
            Staff staff,
            RecordingsSettings settings,
            List<BytesNamedElsewhere> elsewhere) {
        this.elsewhere = List.copyOf(elsewhere);
        this.jdbc = jdbc;
        this.store = store;
        this.staff = staff;
        this.rules = settings.keep();
    }

    private record Stored(
            UUID id,
            String sha256,
            Instant startedAt,
            String direction,
            String line,
            List<UUID> people,
            String result,
            double talkSeconds,
            long bytes) {}

    /**
     * What a rule lets go.
     *
     * @param rule its number in the settings, from 1; 0 for what goes before its time
     * @param words the rule as the settings have it; empty for 0
     * @param oldest null when there is none
     */
    public record Going(int rule, String words, long recordings, long bytes, Instant oldest) {

        Going and(Stored one) {
            return new Going(
                    rule,
                    words,
                    recordings + 1,
                    bytes + one.bytes,
                    oldest == null || one.startedAt.isBefore(oldest) ? one.startedAt : oldest);
        }
    }

    /** What would go now, by rule; nothing is removed. */
    public List<Going> dryRun(Instant now) throws IOException {
        return run(now, false);
    }

    /** Lets go what the rules let go now, and what was let go before and could not be removed then. */
    public List<Going> free(Instant now) throws IOException {
        sweep(now);
        return run(now, true);
    }

    private List<Going> run(Instant clock, boolean really) throws IOException {
        var going = new ArrayList<Going>();
        for (int i = 0; i < rules.size(); i++) {
            going.add(new Going(i + 1, rules.get(i).toString(), 0, 0, null));
        }
        int shortest = rules.stream()
                .mapToInt(Rule::days)
                .filter(days -> days > 0)
                .min()
                .orElse(0);
        if (shortest == 0) {
            return going;
        }
        Instant now = believed(clock, Math.max(FAR, shortest) + 1);
        Instant before = now.minus(Duration.ofDays(shortest));
        List<Stored> some = read(null, before);
        while (!some.isEmpty()) {
            for (Stored one : some) {
                int rule = ruleOf(one);
                if (rule >= 0 && isOver(rules.get(rule), one, now)) {
                    going.set(rule, going.get(rule).and(one));
                    if (really) {
                        remove(one, now);
                    }
                }
            }
            some = read(some.get(some.size() - 1), before);
        }
        return going;
    }

    /** What goes is gone for good: a clock that is far ahead of all that was written lets nothing go. */
    private Instant believed(Instant clock, int far) {
        LocalDate today = clock.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate day = BelievedDay.of(today, this::newestBefore, far);
        if (day.equals(today)) {
            return clock;
        }
        LOG.warn(
                "The clock says {}, but calls and recordings end on {}: recordings go as if it were that day",
                today,
                day);
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate newestBefore(LocalDate day) {
        return jdbc.sql("select greatest((select max(started_at) from recording where started_at < :day),"
                        + " (select max(started_at) from call where started_at < :day)) as newest")
                .param("day", Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp("newest")))
                .single()
                .map(newest -> newest.toInstant().atZone(ZoneOffset.UTC).toLocalDate())
                .orElse(null);
    }

    private static boolean isOver(Rule rule, Stored one, Instant now) {
        return rule.days() > 0 && one.startedAt.isBefore(now.minus(Duration.ofDays(rule.days())));
    }

    /** @return number of the first rule that fits, from 0; -1 when none does */
    private int ruleOf(Stored one) {
        for (int i = 0; i < rules.size(); i++) {
            if (fits(rules.get(i), one)) {
                return i;
            }
        }
        return -1;
    }

    private boolean fits(Rule rule, Stored one) {
        return (rule.lines().isEmpty() || rule.lines().contains(one.line))
                && (rule.directions().isEmpty() || rule.directions().contains(one.direction))
                && (rule.results().isEmpty()
                        || rule.results().stream()
                                .anyMatch(each -> Rule.word(each).equals(one.result)))
                && (rule.shorterThan() == null || one.talkSeconds < rule.shorterThan())
                && (rule.teams().isEmpty() || one.people.stream().anyMatch(person -> isOf(rule.teams(), person)));
    }

    private boolean isOf(List<String> teams, UUID person) {
        String team = staff.find(person).map(StaffMember::team).orElse(null);
        return team != null
                && teams.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(team.toLowerCase(Locale.ROOT)));
    }

    /**
     * Lets the oldest go until there is room, whatever the rules say.
     *
     * @param enough asked after each
     */
    Going freeOldest(Instant now, java.util.function.BooleanSupplier enough) throws IOException {
        var going = new Going(0, "", 0, 0, null);
        Stored last = null;
        for (List<Stored> some = read(last, now); !some.isEmpty(); some = read(last, now)) {
            for (Stored one : some) {
                if (enough.getAsBoolean()) {
                    return going;
                }
                remove(one, now);
                going = going.and(one);
                last = one;
            }
        }
        return going;
    }

    /**
     * Lets recordings go at once, whatever the rules say; those that are still to be fetched are not fetched any more.
     *
     * @return how many were kept until now
     */
    public int destroy(List<UUID> recordings, Instant now) throws IOException {
        record Sound(UUID id, String sha256) {}
        List<Sound> kept = jdbc.sql("select id, sha256 from recording where id = any(?) and sha256 is not null")
                .param(recordings.toArray(UUID[]::new))
                .query((row, n) -> new Sound(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        for (Sound one : kept) {
            remove(new Stored(one.id, one.sha256, now, null, null, List.of(), null, 0, 0), now);
        }
        jdbc.sql(
                        "update recording set status = 'missing', reason = 'freed', due_at = null where id = any(?) and status = 'expected'")
                .param(recordings.toArray(UUID[]::new))
                .update();
        return kept.size();
    }

    /**
     * The row goes first: what has no file says why. With it is noted what is to be freed, and taken out of the note when it is gone:
     * whatever fails in between, the next sweep goes on with it.
     */
    private void remove(Stored one, Instant now) throws IOException {
        jdbc.sql("with gone as (update recording set status = 'missing', reason = 'freed', sha256 = null where id = ?)"
                        + " insert into sound_to_free (sha256) values (?) on conflict do nothing")
                .params(one.id, one.sha256)
                .update();
        free(one.sha256, now);
    }

    /** What could not be removed when it was let go. The same sound may be of another recording, too, or of one since. */
    private void sweep(Instant now) throws IOException {
        noteWhatIsNobodys(now);
        freeWhatWasLetGo(now);
    }

    /** Frees at once what was let go: files that were attached, whoever took them away. */
    public void freeWhatWasLetGo(Instant now) throws IOException {
        for (String sha256 : jdbc.sql("select sha256 from sound_to_free order by since_at")
                .query(String.class)
                .list()) {
            free(sha256, now);
        }
    }

    /**
     * Sound that belongs to no recording, such as sides of a version that did not note whose they are: it goes when every recording of
     * its time must have gone.
     */
    private void noteWhatIsNobodys(Instant now) {
        int longest = longest();
        if (longest == 0
                || nobodysAt != null && Duration.between(nobodysAt, now).abs().compareTo(NOBODYS_EVERY) < 0) {
            return;
        }
        nobodysAt = now;
        jdbc.sql("""
                        insert into sound_to_free (sha256)
                        select one.sha256 from sound_ledger one
                        where one.deed = 'kept' and one.at < :before
                          and not exists (select from sound_ledger later
                              where later.sha256 = one.sha256 and later.number > one.number)
                          and not exists (select from recording where recording.sha256 = one.sha256)
                          and not exists (select from sound_compact where compact = one.sha256)
                          and not exists (select from sound_side where side = one.sha256)
                          and not (%s)
                        on conflict do nothing""".formatted(namedElsewhere("one.sha256")))
                .param(
                        "before",
                        Timestamp.from(believed(now, Math.max(FAR, longest) + 1).minus(Duration.ofDays(longest))))
                .update();
    }

    /** Days after which every recording has gone; 0 when some are kept for ever. */
    private int longest() {
        int longest = 0;
        for (Rule rule : rules) {
            if (rule.days() == 0) {
                return 0;
            }
            longest = Math.max(longest, rule.days());
            if (rule.fitsAll()) {
                return longest;
            }
        }
        return 0;
    }

    private void free(String sha256, Instant now) throws IOException {
        var parts = new ArrayList<String>();
        store.exclusively(sha256, () -> {
            if (!isUsed(sha256)) {
                jdbc.sql("delete from recording_look where sha256 = ?")
                        .param(sha256)
                        .update();
                parts.addAll(withoutParts(sha256));
                store.free(sha256, now);
            }
            jdbc.sql("delete from sound_to_free where sha256 = ?").param(sha256).update();
        });
        for (String part : parts) {
            free(part, now);
        }
    }

    /** @return its small copy, and the sides that it was made of; each is noted as what is to be freed */
    private List<String> withoutParts(String sha256) {
        return jdbc.sql("""
                        with copies as (delete from sound_compact where sha256 = :sha256 returning compact),
                             sides as (delete from sound_side where sha256 = :sha256 returning side)
                        insert into sound_to_free (sha256)
                        select compact from copies where compact is not null union select side from sides
                        on conflict (sha256) do update set since_at = sound_to_free.since_at returning sha256""").param("sha256", sha256).query(String.class).list();
    }

    private boolean isUsed(String sha256) {
        return jdbc.sql("select exists (select from recording where sha256 = :sha256)"
                        + " or exists (select from sound_compact where compact = :sha256)"
                        + " or exists (select from sound_side where side = :sha256)"
                        + " or " + namedElsewhere(":sha256"))
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    private String namedElsewhere(String sha256) {
        return Stream.concat(Stream.of("false"), elsewhere.stream().map(one -> one.names(sha256)))
                .collect(Collectors.joining(" or "));
    }

    private List<Stored> read(Stored after, Instant before) {
        return jdbc.sql(STORED)
                .param("after", Timestamp.from(after == null ? Instant.EPOCH : after.startedAt))
                .param("afterId", after == null ? new UUID(0, 0) : after.id)
                .param("before", Timestamp.from(before))
                .param("limit", BATCH)
                .query((row, number) -> new Stored(
                        row.getObject("id", UUID.class),
                        row.getString("sha256"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getString("direction"),
                        row.getString("line"),
                        row.getArray("people") == null
                                ? List.of()
                                : List.of((UUID[]) row.getArray("people").getArray()),
                        row.getString("result"),
                        row.getDouble("talk_seconds"),
                        row.getLong("bytes")))
                .list();
    }
}
