package org.ringbook.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.deals.Probability.History;
import org.ringbook.reports.Period;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.rights.Subject;
import org.ringbook.sales.EndToEnd.Touch;
import org.ringbook.sales.Funnel.Step;
import org.ringbook.sales.Stage.Kind;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deals of two pipelines, made up by a seed, are counted from the tables and from the plain rows that were written there: for whoever sees
 * their own, their team's and all. {@code -Dsales.deals=100000} takes more of them.
 */
class SqlAndPlainDealsTest {

    private static final int DEALS = Integer.getInteger("sales.deals", 3_000);
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final Period PERIOD = new Period(FIRST, FIRST.plusDays(30), MOSCOW);
    private static final Instant BEGIN = Instant.parse("2026-01-10T00:00:00Z");

    @AutoClose
    private static final HikariDataSource DATABASE = TestDatabase.pooledWith(
            "staff",
            "contacts",
            "calls",
            "events",
            "tasks",
            "fields",
            "followups",
            "leads",
            "reports",
            "deals",
            "plans");

    private static final JdbcTemplate JDBC = new JdbcTemplate(DATABASE);
    private static final SalesRows ROWS = new SalesRows(DATABASE, MOSCOW);
    private static final Random CHANCE = new Random(17);

    private static final List<StaffMember> STAFF = List.of(
            person(1, "Анна", "продажи", Scope.OWN),
            person(2, "Борис", "Продажи", Scope.TEAM),
            person(3, "Вера", "сервис", Scope.ALL),
            person(4, "Глеб", null, Scope.NONE));
    private static final Rights RIGHTS = new Rights(() -> STAFF, new EnumMap<>(Map.of(Action.SEE, Map.of())));

    private static final List<UUID> PIPELINES = List.of(Ways.id(1), Ways.id(2));
    private static final List<Stage> ALL_STAGES = new ArrayList<>();
    private static final UUID NO_DEMAND = Ways.id(51);
    private static final List<UUID> REASONS = List.of(NO_DEMAND, Ways.id(52), Ways.id(53));
    private static final List<DealHistory> WRITTEN = new ArrayList<>();
    private static Stages stages;

    private static StaffMember person(int number, String name, String team, Scope sees) {
        return new StaffMember(
                Ways.id(9_000 + number),
                name,
                null,
                Role.AGENT,
                List.of(),
                List.of(),
                List.of(),
                null,
                true,
                team,
                sees,
                null);
    }

    @BeforeAll
    static void thousandsOfDealsAreWritten() {
        writePipelines();
        stages = new Stages(ALL_STAGES);
        for (int i = 0; i < DEALS; i++) {
            WRITTEN.add(story(i));
        }
        writeDeals();
    }

    private static void writePipelines() {
        int number = 100;
        for (UUID pipeline : PIPELINES) {
            JDBC.update("insert into pipeline (id, name, position) values (?, ?, 1)", pipeline, "Воронка " + pipeline);
            for (int position = 1; position <= 7; position++) {
                Kind kind = position < 6 ? Kind.OPEN : position == 6 ? Kind.WON : Kind.LOST;
                ALL_STAGES.add(new Stage(
                        Ways.id(number++),
                        pipeline,
                        "Этап " + position,
                        position,
                        kind,
                        kind == Kind.WON ? 1 : kind == Kind.LOST ? 0 : position / 10.0,
                        10,
                        position == 3));
            }
        }
        ALL_STAGES.forEach(stage -> JDBC.update(
                "insert into stage (id, pipeline_id, name, position, kind, probability, rots_after_days, archived)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                stage.id(),
                stage.pipeline(),
                stage.name(),
                stage.position(),
                stage.kind().name().toLowerCase(Locale.ROOT),
                BigDecimal.valueOf(stage.probability() * 100),
                stage.rotsAfterDays(),
                stage.archived()));
        JDBC.update(
                "insert into deal_type (id, name, pipeline_id, control, position) values (?, 'Оптовая', ?, 'free', 1)",
                Ways.id(60),
                PIPELINES.get(0));
        REASONS.forEach(reason -> JDBC.update(
                "insert into lost_reason (id, name, is_demand, position) values (?, ?, ?, 1)",
                reason,
                reason.toString(),
                !reason.equals(NO_DEMAND)));
    }

    private static UUID one(List<UUID> of) {
        return of.get(CHANCE.nextInt(of.size()));
    }

    private static UUID somebody() {
        int who = CHANCE.nextInt(STAFF.size() + 1);
        return who == STAFF.size() ? null : STAFF.get(who).id();
    }

    private static DealHistory story(int number) {
        UUID pipeline = one(PIPELINES);
        Instant created = BEGIN.plusSeconds(CHANCE.nextInt(90 * 86_400));
        BigDecimal amount = CHANCE.nextInt(10) == 0 ? null : BigDecimal.valueOf(CHANCE.nextInt(1_000_000), 2);
        var moves = new ArrayList<Move>();
        Stage now = null;
        Instant at = created;
        for (int i = 0; i < 1 + CHANCE.nextInt(7); i++) {
            if (i > 0 && CHANCE.nextInt(40) == 0) {
                pipeline = one(PIPELINES);
            }
            UUID of = pipeline;
            List<Stage> possible = ALL_STAGES.stream()
                    .filter(stage -> stage.pipeline().equals(of))
                    .toList();
            Stage next = possible.get(i == 0 ? 0 : CHANCE.nextInt(possible.size()));
            moves.add(new Move(at, now == null ? null : now.id(), next.id(), somebody(), amount));
            now = next;
            at = at.plusSeconds(1 + CHANCE.nextInt(10 * 86_400));
        }
        boolean closed = now.kind() != Kind.OPEN;
        LocalDate expected = CHANCE.nextInt(3) == 0 ? null : FIRST.plusDays(CHANCE.nextInt(200) - 60);
        return new DealHistory(
                new DealRow(
                        Ways.id(100_000 + number),
                        pipeline,
                        now.id(),
                        null,
                        somebody(),
                        amount,
                        CHANCE.nextInt(15) == 0 ? "USD" : "RUB",
                        closed || CHANCE.nextBoolean() ? null : 0.25,
                        expected,
                        created,
                        closed ? moves.get(moves.size() - 1).at() : null,
                        now.kind() == Kind.LOST && CHANCE.nextInt(4) > 0 ? one(REASONS) : null,
                        null,
                        null),
                moves);
    }

    private static void writeDeals() {
        JDBC.batchUpdate(
                "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, responsible_id, amount, currency,"
                        + " probability, expected_close, closed_at, lost_reason_id, rank, created_at, changed_at)"
                        + " overriding system value values (?, 'Сделка', ?, ?, ?, now(), ?, ?, ?, ?, ?, ?, ?, 'a', ?, now())",
                WRITTEN,
                500,
                (row, story) -> {
                    DealRow deal = story.deal();
                    row.setObject(1, deal.id());
                    row.setObject(2, Ways.id(60));
                    row.setObject(3, deal.pipeline());
                    row.setObject(4, deal.stage());
                    row.setObject(5, deal.responsible());
                    row.setBigDecimal(6, deal.amount());
                    row.setString(7, deal.currency());
                    row.setBigDecimal(8, deal.probability() == null ? null : BigDecimal.valueOf(25));
                    row.setDate(9, deal.expectedClose() == null ? null : Date.valueOf(deal.expectedClose()));
                    row.setTimestamp(10, deal.closedAt() == null ? null : Timestamp.from(deal.closedAt()));
                    row.setObject(11, deal.lostReason());
                    row.setTimestamp(12, Timestamp.from(deal.createdAt()));
                });
        record Made(UUID deal, Move move) {}
        List<Made> moves = WRITTEN.stream()
                .flatMap(story ->
                        story.moves().stream().map(move -> new Made(story.deal().id(), move)))
                .toList();
        JDBC.batchUpdate(
                "insert into stage_move (deal_id, at, from_stage, to_stage, responsible_id, cause, kind, amount)"
                        + " values (?, ?, ?, ?, ?, 'user', 'moved', ?)",
                moves,
                500,
                (row, made) -> {
                    row.setObject(1, made.deal());
                    row.setTimestamp(2, Timestamp.from(made.move().at()));
                    row.setObject(3, made.move().from());
                    row.setObject(4, made.move().to());
                    row.setObject(5, made.move().responsible());
                    row.setBigDecimal(6, made.move().amount());
                });
    }

    private static List<DealHistory> seen(Permissions permissions, Predicate<DealHistory> which) {
        return WRITTEN.stream()
                .filter(story -> permissions.may(Action.SEE, Subject.of(owners(story))))
                .filter(which)
                .toList();
    }

    private static Collection<UUID> owners(DealHistory story) {
        UUID owner = story.deal().responsible();
        return owner == null ? Set.of() : Set.of(owner);
    }

    private static List<Collection<UUID>> figures(Funnel funnel) {
        var figures = new ArrayList<Collection<UUID>>();
        for (Step step : funnel.steps()) {
            for (List<UUID> each : List.of(
                    step.reached(), step.entered(), step.skipped(), step.returned(), step.lost(), step.active())) {
                figures.add(new TreeSet<>(each));
            }
        }
        for (List<UUID> each :
                List.of(funnel.cohort(), funnel.closed(), funnel.won(), funnel.moved(), funnel.excluded())) {
            figures.add(new TreeSet<>(each));
        }
        return figures;
    }

    @Test
    void theFunnelIsTheSameForEverybodyByBothDates() {
        for (StaffMember who : STAFF) {
            for (Basis basis : Basis.values()) {
                for (UUID pipeline : PIPELINES) {
                    Permissions permissions = RIGHTS.of(who);
                    SalesQuery query =
                            SalesQuery.of(PERIOD, permissions).of(pipeline).by(basis);
                    var read = new Funnel(ROWS.stages(), pipeline, ROWS.noDemand());
                    ROWS.cohort(query, read::add);
                    Funnel plain = Funnel.of(
                            stages,
                            pipeline,
                            Set.of(NO_DEMAND),
                            seen(permissions, story -> basis.holds(story.deal(), PERIOD.from(), PERIOD.to())));

                    assertThat(figures(read)).as(who.name() + basis).isEqualTo(figures(plain));
                }
            }
        }
        assertThat(RIGHTS.of(STAFF.get(0)).people(Action.SEE)).hasSize(1);
    }

    @Test
    void whatStoodOpenIsTheSameOnAnyDay() {
        for (StaffMember who : STAFF) {
            for (int day = 0; day < 120; day += 20) {
                Instant at = BEGIN.plus(Duration.ofDays(day));
                Permissions permissions = RIGHTS.of(who);
                var read = new OpenFunnel(ROWS.stages(), PIPELINES.get(0), at, deal -> true);
                ROWS.openBetween(SalesQuery.of(PERIOD, permissions), at, at, read::add);
                var plain = new OpenFunnel(stages, PIPELINES.get(0), at, deal -> true);
                seen(permissions, story -> true).forEach(plain::add);

                for (int i = 0; i < plain.columns().size(); i++) {
                    assertThat(new HashSet<>(read.columns().get(i).deals()))
                            .isEqualTo(new HashSet<>(plain.columns().get(i).deals()));
                    assertThat(read.columns().get(i).sum())
                            .isEqualByComparingTo(plain.columns().get(i).sum());
                    assertThat(read.columns().get(i).rotten())
                            .hasSameSizeAs(plain.columns().get(i).rotten());
                }
                assertThat(read.foreign().deals()).isEqualTo(plain.foreign().deals());
            }
        }
    }

    @Test
    void theForecastIsTheSame() {
        for (StaffMember who : STAFF) {
            Permissions permissions = RIGHTS.of(who);
            Chance chance = ROWS.chance(BEGIN.plus(Duration.ofDays(300)));
            var read = new Forecast(ROWS.stages(), chance, FIRST);
            ROWS.open(SalesQuery.of(PERIOD, permissions), read::add);
            var plain = new Forecast(stages, plainChance(), FIRST);
            seen(permissions, story -> true).forEach(story -> plain.add(story.deal()));

            assertThat(read.months().keySet()).isEqualTo(plain.months().keySet());
            read.months()
                    .forEach((month, expected) -> assertThat(expected.weighted())
                            .isEqualByComparingTo(plain.months().get(month).weighted()));
            assertThat(read.overdue().sum())
                    .isEqualByComparingTo(plain.overdue().sum());
            assertThat(read.undated().deals()).hasSameSizeAs(plain.undated().deals());
        }
    }

    private static Chance plainChance() {
        var history = new HashMap<UUID, History>();
        for (DealHistory story : WRITTEN) {
            Kind kind = stages.kind(story.deal().stage());
            boolean counts = kind != Kind.OPEN && !NO_DEMAND.equals(story.deal().lostReason());
            if (!counts) {
                continue;
            }
            var reached = new HashSet<UUID>();
            story.moves().forEach(move -> reached.add(move.to()));
            reached.forEach(stage -> history.merge(
                    stage,
                    new History(kind == Kind.WON ? 1 : 0, kind == Kind.LOST ? 1 : 0),
                    (one, other) -> new History(one.won() + other.won(), one.lost() + other.lost())));
        }
        return new Chance(history);
    }

    @Test
    void winsAndLossesAreTheSame() {
        for (StaffMember who : STAFF) {
            Permissions permissions = RIGHTS.of(who);
            var read = new Outcomes.Group();
            ROWS.closed(SalesQuery.of(PERIOD, permissions), false, story -> {
                Outcomes.Outcome one = Outcomes.of(story, stages, Set.of(NO_DEMAND));
                if (one != null) {
                    read.add(one);
                }
            });
            var plain = new Outcomes.Group();
            for (DealHistory story :
                    seen(permissions, each -> Basis.CLOSED.holds(each.deal(), PERIOD.from(), PERIOD.to()))) {
                Outcomes.Outcome one = Outcomes.of(story, stages, Set.of(NO_DEMAND));
                if (one != null) {
                    plain.add(one);
                }
            }

            assertThat(new HashSet<>(read.won())).isEqualTo(new HashSet<>(plain.won()));
            assertThat(new HashSet<>(read.lost())).isEqualTo(new HashSet<>(plain.lost()));
            assertThat(read.wonSum()).isEqualByComparingTo(plain.wonSum());
        }
    }

    @Test
    void whatCountsAsWonAndIsTakenBackIsTheSame() {
        for (StaffMember who : STAFF) {
            Permissions permissions = RIGHTS.of(who);
            var read = new HashSet<String>();
            SalesQuery query = SalesQuery.of(PERIOD, permissions);
            ROWS.settled(query, false, story -> told(story, ROWS.stages()).forEach(read::add));
            var plain = new HashSet<String>();
            seen(permissions, each -> true).forEach(story -> plain.addAll(told(story, stages)));

            assertThat(read).isEqualTo(plain);
        }
        Map<UUID, BigDecimal> all = new HashMap<>();
        ROWS.settled(SalesQuery.of(PERIOD, null), false, story -> counted(all, story));
        Map<UUID, BigDecimal> one = new HashMap<>();
        UUID anna = STAFF.get(0).id();
        ROWS.settled(SalesQuery.of(PERIOD, null).whose(anna), false, story -> counted(one, story));
        assertThat(one.get(anna)).as("also of deals that others have now").isEqualByComparingTo(all.get(anna));
    }

    private static List<String> told(DealHistory story, Stages known) {
        return Winnings.in(story, known, PERIOD.from(), PERIOD.to()).stream()
                .map(one -> story.deal().id() + " " + one.person() + " " + one.deals() + " "
                        + one.amount().stripTrailingZeros().toPlainString())
                .toList();
    }

    private static void counted(Map<UUID, BigDecimal> sums, DealHistory story) {
        Winnings.in(story, stages, PERIOD.from(), PERIOD.to())
                .forEach(credit -> sums.merge(credit.person(), credit.amount(), BigDecimal::add));
    }

    @Test
    void aRepeatedCallerBelongsToTheFirstAdvertisementAndToTheLast() {
        UUID first = UUID.randomUUID();
        UUID last = UUID.randomUUID();
        JDBC.update(
                "insert into report_channel (name, line, first_day) values ('Радио', '+74957770009', '2026-01-01')");
        lead(first, "2025-01-05T09:00:00Z", "+74957770009", "{}");
        lead(last, "2025-02-05T09:00:00Z", null, "{\"utm_source\": \"yandex\", \"utm_campaign\": \"brand\"}");
        JDBC.update("update report_channel set first_day = '2025-01-01' where name = 'Радио'");
        var february = new Period(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 28), MOSCOW);

        List<EndToEnd.LeadRow> leads = ROWS.leads(SalesQuery.of(february, RIGHTS.of(STAFF.get(2))), null);

        assertThat(leads)
                .containsExactly(new EndToEnd.LeadRow(last, new Touch("Радио", null), new Touch("yandex", "brand")));
        assertThat(ROWS.leads(SalesQuery.of(february, RIGHTS.of(STAFF.get(0))), null))
                .isEmpty();
    }

    private static void lead(UUID id, String at, String source, String marks) {
        JDBC.update(
                "insert into lead (id, state, channel, source, lead_queue, key, marks, created_at, waits_since, last_at, due_at)"
                        + " values (?, 'lost', 'call', ?, 'sales', '79990001122', ?::jsonb, ?::timestamptz, now(), now(), now())",
                id,
                source,
                marks,
                at);
    }

    @Test
    void whatIsPaidAndBoughtIsReadWithItsDays() {
        DealRow deal = WRITTEN.stream()
                .map(DealHistory::deal)
                .filter(one -> one.responsible() != null && one.closedAt() == null)
                .findFirst()
                .orElseThrow();
        JDBC.update(
                "insert into payment (id, deal_id, paid_on, amount, created_at, responsible_id)"
                        + " values (?, ?, '2026-03-31', 120.50, now(), ?)",
                UUID.randomUUID(),
                deal.id(),
                Ways.id(77));

        List<SalesRows.Paid> paid = ROWS.paid(SalesQuery.of(PERIOD, RIGHTS.of(STAFF.get(2))));

        assertThat(paid).hasSize(1);
        assertThat(paid.get(0).amount()).isEqualByComparingTo("120.50");
        assertThat(paid.get(0).person()).as("who had it as the money came").isEqualTo(Ways.id(77));
        assertThat(ROWS.sales(SalesQuery.of(PERIOD, RIGHTS.of(STAFF.get(2))))).isNotEmpty();
        assertThat(ROWS.purchases(SalesQuery.of(PERIOD, RIGHTS.of(STAFF.get(2)))))
                .isEmpty();
    }
}
