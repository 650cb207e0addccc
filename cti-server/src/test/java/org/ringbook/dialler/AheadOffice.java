package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.AheadSettings;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.CallDesk;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.campaigns.Entry;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.Extension;
import org.ringbook.pacing.DropBudget;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * Agents and a telephone system that calls people before them, on a clock that the story turns. Whoever answers and is connected to nobody
 * within two seconds is released. A second call to a number that is called, or a second person for one agent, is refused with an error.
 */
final class AheadOffice implements AutoCloseable, AheadRound.Floor, AheadRound.Lines {

    private static final String LINE = "74957770001";

    final CallDesk desk = new CallDesk();
    final StaffMember admin;
    final List<StaffMember> agents = new ArrayList<>();
    final Set<UUID> away = new HashSet<>();
    /** Every call that the telephone system was told of, with its number. */
    final Map<UUID, String> told = new HashMap<>();

    final Set<UUID> cancelled = new HashSet<>();
    Campaign campaign;
    /** Most lines beyond the agents who were ready. */
    int mostOver;
    /** Share of those who answer. */
    double answers = 0.6;

    Crash crash;

    private final Random random = new Random(7);
    private final Map<UUID, Line> up = new HashMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final Map<UUID, Instant> wrapsUpUntil = new HashMap<>();
    private AheadRound round = fresh();

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

    private record Event(Instant at, Runnable what) {}

    private static final class Line {
        private final Attempt attempt;
        private StaffMember with;

        Line(Attempt attempt) {
            this.attempt = attempt;
        }
    }

    AheadOffice(int howMany) {
        admin = member("boss", Role.ADMINISTRATOR, List.of());
        for (int i = 0; i < howMany; i++) {
            String extension = String.valueOf(301 + i);
            agents.add(member("desk" + extension, Role.AGENT, List.of(new Extension(extension))));
        }
    }

    private StaffMember member(String login, Role role, List<Extension> telephones) {
        var staff = desk.desk.crm.staff();
        return staff.byLogin(login)
                .orElseGet(() -> staff.save(new StaffMember(null, login, login, role, telephones, "ru", true)));
    }

    private AheadRound fresh() {
        return new AheadRound(desk.work, desk.campaigns, desk.ahead, this, this);
    }

    static Campaign draft(Purpose purpose, Campaign.Mode mode) {
        return new Campaign(
                null,
                "Обзвон",
                purpose,
                mode,
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
                0);
    }

    /** A campaign of so many people that may be started. */
    void campaignOf(int people, Campaign.Mode mode) {
        campaign = desk.campaigns.save(draft(Purpose.SERVICE, mode), null, desk.vera);
        desk.lists.add(
                campaign.id(),
                CallList.Source.HAND,
                null,
                IntStream.range(0, people)
                        .mapToObj(i -> CallDesk.person("Клиент " + i, "+7999%07d".formatted(i)))
                        .toList(),
                desk.vera);
        sql("update campaign_entry set next_at = '" + desk.now() + "'");
        sql("update entry_number set next_at = '" + desk.now() + "'");
        sql("insert into own_line (id, number, label, contract, valid_from) values (gen_random_uuid(), " + LINE
                + ", 'Ромашка', '17', '2026-01-01')");
        sql("insert into campaign_dialling (campaign_id, caller_id) values ('" + campaign.id() + "', " + LINE + ")");
    }

    void runs(double mostAbandoned) {
        desk.ahead.allow(campaign.id(), mostAbandoned, 2.0, null, admin);
        campaign = desk.campaigns.move(campaign.id(), Campaign.State.RUNNING, desk.vera);
    }

    void sql(String statement) {
        desk.desk.crm.jdbc().sql(statement).update();
    }

    long count(String sql) {
        return desk.desk.crm.jdbc().sql(sql).query(Long.class).single();
    }

    DropBudget budget() {
        return desk.ahead.budget(campaign.id(), 0.03, desk.now());
    }

    @Override
    public List<StaffMember> present(Campaign of, Instant now) {
        return agents.stream().filter(one -> !away.contains(one.id())).toList();
    }

    @Override
    public List<StaffMember> ready(Campaign of, Instant now) {
        return present(of, now).stream()
                .filter(one -> up.values().stream().noneMatch(line -> one.equals(line.with)))
                .filter(one -> !wrapsUpUntil.containsKey(one.id()))
                .toList();
    }

    @Override
    public String held(List<StaffMember> present, Instant now) {
        return null;
    }

    @Override
    public boolean dial(Before card, AheadSettings by, List<StaffMember> present, Instant now) {
        Attempt attempt =
                desk.work.prepareAhead(card.entry().id(), card.number().id());
        if (crash == Crash.BEFORE_TOLD) {
            throw new Killed();
        }
        tell(attempt);
        if (crash == Crash.BEFORE_NOTED) {
            throw new Killed();
        }
        desk.work.placed(attempt.id(), attempt.requestId());
        return true;
    }

    private void tell(Attempt attempt) {
        if (up.values().stream().anyMatch(line -> line.attempt.number().equals(attempt.number()))) {
            throw new AssertionError("Two lines to " + attempt.number());
        }
        if (told.put(attempt.id(), attempt.number().toString()) != null) {
            throw new AssertionError("One attempt is two calls");
        }
        var line = new Line(attempt);
        up.put(attempt.id(), line);
        long ringing = up.values().stream().filter(one -> one.with == null).count();
        mostOver =
                Math.max(mostOver, (int) ringing - ready(campaign, desk.now()).size());
        if (random.nextDouble() < answers) {
            in(4 + random.nextInt(8), () -> answered(line));
        } else {
            in(25, () -> ends(line, Result.NO_ANSWER, null));
        }
    }

    private void in(int seconds, Runnable what) {
        events.add(new Event(desk.now().plusSeconds(seconds), what));
    }

    private void answered(Line line) {
        if (!up.containsKey(line.attempt.id())) {
            return;
        }
        desk.work.pickedUp(line.attempt.id(), desk.now());
        round.pickedUp(campaign.id(), desk.now());
        in(2, () -> {
            if (line.with == null) {
                ends(line, Result.NO_ANSWER, Reason.NOBODY_AVAILABLE);
            }
        });
    }

    @Override
    public void connect(Attempt attempt, StaffMember who) {
        if (up.values().stream().anyMatch(line -> who.equals(line.with))) {
            throw new AssertionError("Two people for " + who.name());
        }
        Line line = up.get(attempt.id());
        line.with = who;
        desk.work.answered(attempt.id(), null, desk.now());
        in(5 + random.nextInt(20), () -> ends(line, Result.ANSWERED, null));
    }

    @Override
    public void cancel(Attempt attempt) {
        cancelled.add(attempt.id());
        Line line = up.get(attempt.id());
        if (line != null) {
            ends(line, Result.NO_ANSWER, null);
        }
    }

    private void ends(Line line, Result result, Reason reason) {
        if (up.remove(line.attempt.id()) == null) {
            return;
        }
        Attempt ended = desk.told(desk.work.attempt(line.attempt.id()).orElseThrow(), result, reason);
        if (line.with != null && ended.waitsForResult()) {
            wrapsUpUntil.put(line.with.id(), desk.now().plusSeconds(3));
            in(3, () -> chooses(line.with));
        }
    }

    private void chooses(StaffMember who) {
        wrapsUpUntil.remove(who.id());
        desk.work
                .before(who)
                .filter(card -> card.attempt() != null && card.attempt().waitsForResult())
                .ifPresent(card ->
                        desk.work.result(card.attempt().id(), Choice.of(desk.disposition(Effect.SUCCESS)), who));
    }

    void look() {
        round.look(desk.now());
    }

    /** The next thing happens, or a second passes. */
    void next() {
        Event event = events.peek();
        Instant at = event == null || event.at().isAfter(desk.now().plusSeconds(1))
                ? desk.now().plusSeconds(1)
                : events.poll().at();
        if (at.isAfter(desk.now())) {
            desk.later(Duration.between(desk.now(), at));
        }
        if (event != null && !event.at().isAfter(at)) {
            event.what().run();
        }
        desk.work.tidyUp();
    }

    void passes(Duration time) {
        Instant until = desk.now().plus(time);
        while (desk.now().isBefore(until)) {
            next();
        }
    }

    int ringing() {
        return (int) up.values().stream().filter(line -> line.with == null).count();
    }

    String held() {
        return round.held(campaign.id());
    }

    /** As after a kill: what was in memory is gone, and what is open is looked for in the log. */
    void restart() {
        crash = null;
        round = fresh();
        desk.work.openSince(desk.now().plusSeconds(1), 1_000).stream()
                .filter(open -> !up.containsKey(open.id()))
                .forEach(open -> desk.work.unknown(open.id()));
    }

    /** What the telephone system never heard of is over a quarter of an hour later. */
    void settle() {
        desk.work.openSince(desk.now().minus(Duration.ofMinutes(15)), 1_000).stream()
                .filter(open -> !told.containsKey(open.id()))
                .forEach(open -> desk.work.settle(open.id(), null, true));
    }

    Entry entryOf(Attempt attempt) {
        return desk.work.entry(attempt.entryId()).orElseThrow();
    }

    @Override
    public void close() {
        sql("truncate campaign cascade");
        sql("truncate own_line");
        desk.close();
    }
}
