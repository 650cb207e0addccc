package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.CallDesk;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.campaigns.Entry;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.Extension;
import org.ringbook.pacing.TrunkPace;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * Agents with telephones, and a carrier where the last digit of a number says how its calls come out, on a clock that the story turns. A
 * second line for one agent, or a second call to a number that is called, is refused with an error.
 */
final class FakeOffice implements AutoCloseable, ProgressiveRound.Floor, ProgressiveRound.Lines {

    private static final String LINE = "74957770001";
    private static final Duration WRAP_UP = Duration.ofSeconds(5);
    private static final WorkingCalendar HOURS = WorkingCalendar.usual(ZoneId.of("Europe/Moscow"));

    final CallDesk desk = new CallDesk();
    final List<StaffMember> agents = new ArrayList<>();
    final Set<UUID> away = new HashSet<>();
    /** Every call that a telephone system was told of, with its number, in order. */
    final Map<UUID, String> told = new HashMap<>();

    final List<Instant> starts = new ArrayList<>();
    /** Null where its pace is no matter of the story. */
    TrunkPace trunk;

    Campaign campaign;
    int mostLines;
    private Random random;
    /** What is to go wrong next; null for nothing. */
    Crash crash;

    private final List<Line> up = new ArrayList<>();
    private final Map<UUID, Instant> wrapsUpUntil = new HashMap<>();
    private ProgressiveRound round = new ProgressiveRound(desk.work, desk.campaigns, this, this);

    /** When the server dies. */
    enum Crash {
        /** The attempt is written, and no telephone system was told. */
        BEFORE_TOLD,
        /** The telephone system was told, and the server does not know. */
        BEFORE_NOTED
    }

    /** The server was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private record Line(Attempt attempt, StaffMember who, Instant ends, Result result, Reason reason) {}

    FakeOffice(int howMany) {
        for (int i = 0; i < howMany; i++) {
            String extension = String.valueOf(301 + i);
            agents.add(desk.desk
                    .crm
                    .staff()
                    .byLogin("desk" + extension)
                    .orElseGet(() -> desk.desk
                            .crm
                            .staff()
                            .save(new StaffMember(
                                    null,
                                    "Оператор " + extension,
                                    "desk" + extension,
                                    Role.AGENT,
                                    List.of(new Extension(extension)),
                                    "ru",
                                    true))));
        }
    }

    /** A running campaign of so many people, dialled by the server; last digits as they come. */
    void campaignOf(Stream<String> numbers) {
        Campaign draft = desk.campaigns.save(
                new Campaign(
                        null,
                        "Обзвон",
                        Purpose.SERVICE,
                        Campaign.Mode.PROGRESSIVE,
                        Campaign.State.DRAFT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        ZoneId.of("Europe/Moscow"),
                        30,
                        8,
                        List.of(),
                        null,
                        0),
                null,
                desk.vera);
        List<Person> people = numbers.map(number -> CallDesk.person("Клиент " + number, number))
                .toList();
        desk.lists.add(draft.id(), CallList.Source.HAND, null, people, desk.vera);
        sql("update campaign_entry set next_at = '" + desk.now() + "'");
        sql("update entry_number set next_at = '" + desk.now() + "'");
        sql("insert into own_line (id, number, label, contract, valid_from) values (gen_random_uuid(), " + LINE
                + ", 'Ромашка', '17', '2026-01-01')");
        sql("insert into campaign_dialling (campaign_id, caller_id) values ('" + draft.id() + "', " + LINE + ")");
        campaign = desk.campaigns.move(draft.id(), Campaign.State.RUNNING, desk.vera);
    }

    void sql(String statement) {
        desk.desk.crm.jdbc().sql(statement).update();
    }

    @Override
    public List<StaffMember> ready(Campaign of, Instant now) {
        if (!HOURS.isWorking(now)) {
            return List.of();
        }
        return agents.stream()
                .filter(one -> !away.contains(one.id()))
                .filter(one -> up.stream().noneMatch(line -> line.who().id().equals(one.id())))
                .filter(one -> !wrapsUpUntil.containsKey(one.id()))
                .toList();
    }

    @Override
    public String held(StaffMember who, Instant now) {
        if (trunk == null) {
            return null;
        }
        TrunkPace.Hold hold = trunk.hold(seconds(now), up.size(), up.size());
        return hold == TrunkPace.Hold.NONE ? null : "trunk_" + hold.word();
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    @Override
    public void dial(Entry entry, Entry.Number number, StaffMember who, Instant now) {
        if (up.stream().anyMatch(line -> line.who().id().equals(who.id()))) {
            throw new AssertionError("Two lines for " + who.name());
        }
        Attempt attempt = desk.work.prepare(entry.id(), number.id(), "301", who);
        if (crash == Crash.BEFORE_TOLD) {
            throw new Killed();
        }
        tell(attempt, who, now);
        if (crash == Crash.BEFORE_NOTED) {
            throw new Killed();
        }
        desk.work.placed(attempt.id(), attempt.requestId());
    }

    private void tell(Attempt attempt, StaffMember who, Instant now) {
        String number = attempt.number().toString();
        if (up.stream().anyMatch(line -> line.attempt().number().equals(attempt.number()))) {
            throw new AssertionError("Two lines to " + number);
        }
        if (told.put(attempt.id(), number) != null) {
            throw new AssertionError("One attempt is two calls");
        }
        if (trunk != null) {
            trunk.started(seconds(now));
        }
        starts.add(now);
        up.add(course(attempt, who, now));
        mostLines = Math.max(mostLines, up.size());
    }

    /** Three of ten answer; the others are not there, busy, or switched off, and at the next try it may be otherwise. */
    void answersAtRandom(long seed) {
        random = new Random(seed);
    }

    private int end(Attempt attempt) {
        return random == null ? (int) (attempt.number().e164() % 10) : "1205555884".charAt(random.nextInt(10)) - '0';
    }

    private Line course(Attempt attempt, StaffMember who, Instant now) {
        return switch (end(attempt)) {
            case 0 -> new Line(attempt, who, now.plusSeconds(25), Result.ANSWERED, null);
            case 1 -> new Line(attempt, who, now.plusSeconds(5), Result.ANSWERED, null);
            case 2 -> new Line(attempt, who, now.plusSeconds(14), Result.ANSWERED, null);
            case 3 -> new Line(attempt, who, now.plusMillis(300), Result.FAILED, Reason.INVALID_NUMBER);
            case 4 -> new Line(attempt, who, now.plusMillis(300), Result.FAILED, null);
            case 7 -> new Line(attempt, who, now.plusSeconds(8), Result.FAILED, Reason.INVALID_NUMBER);
            case 8 -> new Line(attempt, who, now.plusSeconds(1), Result.BUSY, null);
            case 9 -> new Line(attempt, who, now.plusMillis(300), Result.FAILED, Reason.CONGESTION);
            default -> new Line(attempt, who, now.plusSeconds(25), Result.NO_ANSWER, null);
        };
    }

    void look() {
        round.look(desk.now());
    }

    /** As after a kill: what was in memory is gone, and what is open is looked for in the log as {@link AttemptProgress} does. */
    void restart() {
        crash = null;
        round = new ProgressiveRound(desk.work, desk.campaigns, this, this);
        desk.work.openSince(desk.now().plusSeconds(1), 1_000).forEach(open -> desk.work.unknown(open.id()));
    }

    /** What the telephone system never heard of is over a quarter of an hour later. */
    void settle() {
        desk.work.openSince(desk.now().minus(Duration.ofMinutes(15)), 1_000).stream()
                .filter(open -> !told.containsKey(open.id()))
                .forEach(open -> desk.work.settle(open.id(), null, true));
    }

    /** Lets the next thing happen. @return false when nothing is to come */
    boolean next() {
        Instant at = Stream.concat(up.stream().map(Line::ends), wrapsUpUntil.values().stream())
                .min(Instant::compareTo)
                .orElse(null);
        if (at == null) {
            return false;
        }
        goTo(at);
        return true;
    }

    /** Of working time. */
    void waitsAQuarter() {
        goTo(HOURS.plus(desk.now(), Duration.ofMinutes(15)));
    }

    void goTo(Instant at) {
        if (at.isAfter(desk.now())) {
            desk.later(Duration.between(desk.now(), at));
        }
        for (Line line : List.copyOf(up)) {
            if (!line.ends().isAfter(desk.now())) {
                end(line);
            }
        }
        for (UUID agent : Set.copyOf(wrapsUpUntil.keySet())) {
            if (!wrapsUpUntil.get(agent).isAfter(desk.now())) {
                wrapsUpUntil.remove(agent);
                chooses(agent);
            }
        }
        desk.work.tidyUp();
    }

    private void end(Line line) {
        up.remove(line);
        Attempt ended = desk.told(line.attempt(), line.result(), line.reason());
        if (trunk != null) {
            trunk.ended(
                    line.reason() == Reason.CONGESTION ? TrunkPace.Ending.CONGESTION : TrunkPace.Ending.CARRIED,
                    seconds(desk.now()));
        }
        if (ended.waitsForResult()) {
            wrapsUpUntil.put(line.who().id(), desk.now().plus(WRAP_UP));
        }
    }

    private void chooses(UUID agent) {
        StaffMember who = agents.stream()
                .filter(one -> one.id().equals(agent))
                .findFirst()
                .orElseThrow();
        desk.work
                .before(who)
                .filter(card -> card.attempt() != null && card.attempt().waitsForResult())
                .ifPresent(card ->
                        desk.work.result(card.attempt().id(), Choice.of(desk.disposition(Effect.SUCCESS)), who));
    }

    int lines() {
        return up.size();
    }

    long count(String sql) {
        return desk.desk.crm.jdbc().sql(sql).query(Long.class).single();
    }

    @Override
    public void close() {
        sql("truncate campaign cascade");
        sql("truncate own_line");
        desk.close();
    }
}
