package org.ringbook.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.reports.Period;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.SalesReport.Counted;
import org.ringbook.sales.SalesReport.Figure;
import org.ringbook.sales.SalesReport.Line;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sixty thousand of advertising in March, forty leads, six sales to four new clients, as the tables have them. */
class FromCostToSaleTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Period MARCH = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), MOSCOW);

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
    private static final AdReport REPORT = new AdReport(ROWS, team -> Set.of(Ways.ANNA));
    private static final UUID WON = Ways.id(3);

    private static Permissions seeing(Scope scope) {
        var member = new StaffMember(
                Ways.id(77),
                "Вера",
                null,
                Role.SUPERVISOR,
                List.of(),
                List.of(),
                List.of(),
                null,
                true,
                null,
                scope,
                null);
        return new Rights(() -> List.of(member), new EnumMap<>(Map.of(Action.SEE, Map.of()))).of(member);
    }

    @BeforeAll
    static void march() {
        JDBC.update("insert into pipeline (id, name, position) values (?, 'Оптовые продажи', 1)", Ways.id(1));
        JDBC.update(
                "insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, 'Выиграна', 1, 'won', 100)",
                WON,
                Ways.id(1));
        JDBC.update(
                "insert into deal_type (id, name, pipeline_id, control, position, part_states) values (?, 'Оптовая', ?, 'free', 1,"
                        + " '[{\"key\": \"off\", \"name\": \"Отменена\", \"kind\": \"cancelled\"}]')",
                Ways.id(2),
                Ways.id(1));
        for (int party = 1; party <= 6; party++) {
            JDBC.update("insert into party (id, kind) values (?, 'person')", Ways.id(100 + party));
        }
        // Two clients bought before.
        for (int party = 5; party <= 6; party++) {
            sale(party, null, "2025-06-01T10:00:00Z", "2025-07-01T10:00:00Z");
        }
        for (int number = 1; number <= 40; number++) {
            UUID lead = Ways.id(1_000 + number);
            lead(lead, "2026-03-10T10:00:00Z", "new", number <= 6 ? number : null);
            if (number <= 6) {
                sale(number, lead, "2026-03-11T10:00:00Z", "2026-04-20T10:00:00Z");
            }
        }
        // Of one car of the two nobody said what it cost, and of one that was cancelled nobody need.
        JDBC.update("insert into party (id, kind) values (?, 'person')", Ways.id(107));
        part(sale(7, null, "2024-05-10T10:00:00Z", "2024-05-20T10:00:00Z"), "on", null);
        part(sale(7, null, "2024-06-10T10:00:00Z", "2024-06-20T10:00:00Z"), "off", null);
        lead(Ways.id(2_000), "2026-03-10T10:00:00Z", "junk", null);
        cost("2024-05-02", "yandex-direct", "50000");
        cost("2026-03-01", "Yandex-Direct", "20000");
        cost("2026-03-31", "yandex-direct", "40000");
        cost("2026-04-01", "yandex-direct", "999999");
        cost("2026-03-05", "Листовки", "500");
    }

    private static void lead(UUID id, String at, String state, Integer party) {
        JDBC.update(
                "insert into lead (id, state, channel, lead_queue, marks, party_id, created_at, waits_since, last_at, due_at)"
                        + " values (?, ?, 'form', 'sales', '{\"utm_source\": \"yandex-direct\"}'::jsonb, ?, ?::timestamptz, now(),"
                        + " now(), now())",
                id,
                state,
                party == null ? null : Ways.id(100 + party),
                at);
    }

    private static UUID sale(int party, UUID lead, String created, String closed) {
        UUID deal = UUID.randomUUID();
        JDBC.update(
                "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, amount, closed_at, lead_id,"
                        + " marks, rank, created_at, changed_at) values (?, 'Сделка', ?, ?, ?, now(), ?, 150000, ?::timestamptz, ?,"
                        + " '{\"utm_source\": \"yandex-direct\"}'::jsonb, 'a', ?::timestamptz, now())",
                deal,
                Ways.id(2),
                Ways.id(1),
                WON,
                Ways.id(100 + party),
                closed,
                lead,
                created);
        part(deal, "on", "105000");
        part(deal, "off", "70000");
        return deal;
    }

    private static void part(UUID deal, String state, String cost) {
        JDBC.update(
                "insert into deal_part (id, deal_id, title, state, state_since, amount, cost, position, created_at, changed_at)"
                        + " values (gen_random_uuid(), ?, 'Машина', ?, now(), 1, ?::numeric, 1, now(), now())",
                deal,
                state,
                cost);
    }

    private static void cost(String day, String channel, String amount) {
        JDBC.update(
                "insert into ad_cost (id, day, channel, amount, entered, entered_at)"
                        + " values (gen_random_uuid(), ?::date, ?, ?::numeric, 'form', now())",
                day,
                channel,
                amount);
    }

    private static Counted count(Basis basis, Scope scope) {
        return REPORT.count(SalesQuery.of(MARCH, seeing(scope)).by(basis));
    }

    private static Line line(Counted counted, String key) {
        return counted.lines().stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> told(Line line) {
        return line.figures().stream()
                .map(Figure::value)
                .map(value -> value == null
                        ? "–"
                        : BigDecimal.valueOf(value)
                                .setScale(3, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString())
                .toList();
    }

    @Test
    void ofTheLeadsOfMarchAndWhatBecameOfThem() {
        Counted counted = count(Basis.CREATED, Scope.ALL);

        assertThat(told(line(counted, "yandex-direct")))
                .as("cost, leads, CPL, won, per won, new clients, CAC, revenue, margin, ROMI, by revenue")
                .containsExactly("60000", "40", "1500", "6", "10000", "4", "15000", "900000", "270000", "3.5", "14");
        assertThat(told(line(counted, "листовки")))
                .as("cost without leads")
                .containsExactly("500", "0", "–", "0", "–", "0", "–", "0", "0", "-1", "-1");
        assertThat(line(counted, "yandex-direct").figures().get(5).things()).hasSize(4);
        assertThat(told(counted.total()).get(0)).isEqualTo("60500");
    }

    @Test
    void byClosingTheSalesOfAprilAreNotOfMarch() {
        assertThat(told(line(count(Basis.CLOSED, Scope.ALL), "yandex-direct")).get(3))
                .isEqualTo("0");
    }

    private static SalesQuery of(LocalDate first) {
        var month = new Period(first, first.plusMonths(1).minusDays(1), MOSCOW);
        return SalesQuery.of(month, seeing(Scope.ALL)).by(Basis.CLOSED);
    }

    @Test
    void whatOnlySomePartsCostIsNoCostOfTheDeal() {
        assertThat(ROWS.sales(of(LocalDate.of(2024, 5, 1))))
                .singleElement()
                .satisfies(sale -> assertThat(sale.deal().margin()).isNull());
        assertThat(ROWS.sales(of(LocalDate.of(2024, 6, 1))))
                .singleElement()
                .satisfies(sale -> assertThat(sale.deal().margin()).isEqualByComparingTo("45000"));
    }

    @Test
    void whereNobodySaysWhatDealsCostAdvertisingHasNeitherMarginNorReturn() {
        assertThat(told(line(REPORT.count(of(LocalDate.of(2024, 5, 1))), "yandex-direct")))
                .as("cost, leads, CPL, won, per won, new clients, CAC, revenue, margin, ROMI, by revenue")
                .containsExactly("50000", "0", "–", "1", "50000", "1", "50000", "150000", "–", "–", "2");
    }

    @Test
    void theGrowthOfAllCountsWhoStoppedBuying() {
        SalesReport shares = new ClientReports(ROWS)
                .all().stream()
                        .filter(one -> one.name().equals("bcg"))
                        .findFirst()
                        .orElseThrow();

        Counted july = shares.count(of(LocalDate.of(2024, 7, 1)));

        assertThat(told(july.total())).as("clients, sum, growth").containsExactly("1", "0", "-1");
        assertThat(told(line(july, "dog")).get(0)).isEqualTo("1");
    }

    @Test
    void aClientInAListTellsNothingOfTheirDeals() {
        var lists = new SalesLists(JdbcClient.create(DATABASE));

        assertThat(lists.of(SalesReports.Kind.CLIENT, List.of(Ways.id(101)), seeing(Scope.ALL), Locale.ENGLISH))
                .singleElement()
                .satisfies(client -> assertThat(client.amount()).isNull());
    }

    @Test
    void ofADealThatIsSomebodyElsesByNowTheListTellsItsNumberAlone() {
        var lists = new SalesLists(JdbcClient.create(DATABASE));
        UUID deal = sale(7, null, "2023-05-10T10:00:00Z", "2023-05-20T10:00:00Z");
        JDBC.update("update stage set name_en = 'Won' where id = ?", WON);

        assertThat(lists.of(SalesReports.Kind.DEAL, List.of(deal), seeing(Scope.ALL), Locale.ENGLISH))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.title()).isEqualTo("Сделка");
                    assertThat(item.state()).isEqualTo("Won");
                });
        assertThat(lists.of(SalesReports.Kind.DEAL, List.of(deal), seeing(Scope.OWN), Locale.ENGLISH))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.number()).isNotNull();
                    assertThat(item.title()).isNull();
                    assertThat(item.amount()).isNull();
                });
        JDBC.update("delete from deal where id = ?", deal);
    }

    @Test
    void aTeamHasTheLeadsOfItsPeopleAndATypeHasNoneAndNeitherHasCosts() {
        UUID lead = UUID.randomUUID();
        lead(lead, "2022-03-10T10:00:00Z", "new", null);
        lead(UUID.randomUUID(), "2022-03-11T10:00:00Z", "new", null);
        JDBC.update("update lead set responsible_id = ? where id = ?", Ways.ANNA, lead);
        cost("2022-03-12", "yandex-direct", "100");
        var march = new Period(LocalDate.of(2022, 3, 1), LocalDate.of(2022, 3, 31), MOSCOW);
        SalesQuery all = SalesQuery.of(march, seeing(Scope.ALL));

        assertThat(told(REPORT.count(all).total()).subList(0, 2)).containsExactly("100", "2");
        assertThat(told(REPORT.count(asked(all, null, "Продажи", null)).total()).subList(0, 2))
                .containsExactly("–", "1");
        assertThat(told(REPORT.count(asked(all, Ways.id(2), null, null)).total())
                        .subList(0, 2))
                .containsExactly("–", "0");
        assertThat(told(REPORT.count(asked(all, null, null, "form")).total()).subList(0, 2))
                .containsExactly("–", "2");
    }

    private static SalesQuery asked(SalesQuery query, UUID type, String team, String channel) {
        return new SalesQuery(
                query.period(), null, type, null, team, channel, query.basis(), null, false, query.permissions());
    }

    @Test
    void whoSeesTheirOwnSeesNeitherOthersNorWhatAdvertisingCost() {
        assertThat(count(Basis.CREATED, Scope.OWN).lines()).isEmpty();
        assertThat(count(Basis.CREATED, Scope.OWN).foot().toString()).contains("ads.no-cost");
    }
}
