package org.ringbook.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringbook.sales.Ways.DUPLICATE;
import static org.ringbook.sales.Ways.MARCH;
import static org.ringbook.sales.Ways.PIPELINE;
import static org.ringbook.sales.Ways.STAGES;
import static org.ringbook.sales.Ways.deal;
import static org.ringbook.sales.Ways.deals;
import static org.ringbook.sales.Ways.id;
import static org.ringbook.sales.Ways.stage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.Probability.History;
import org.ringbook.reports.Period;
import org.ringbook.sales.ClientClasses.Abc;
import org.ringbook.sales.ClientClasses.Client;
import org.ringbook.sales.ClientClasses.Xyz;
import org.ringbook.sales.EndToEnd.Cost;
import org.ringbook.sales.EndToEnd.LeadRow;
import org.ringbook.sales.EndToEnd.Sale;
import org.ringbook.sales.EndToEnd.Touch;
import org.ringbook.sales.Funnel.Step;

/** Each formula by its worked example, to the tenth of a percent. */
class SalesFormulasTest {

    private static final Touch DIRECT = new Touch("yandex-direct", "brand");

    private static BigDecimal money(String text) {
        return new BigDecimal(text);
    }

    private static String percent(Double share) {
        return share == null
                ? "–"
                : BigDecimal.valueOf(share * 100)
                        .setScale(1, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static List<Integer> counts(Funnel funnel, Function<Step, List<UUID>> figure) {
        return funnel.steps().stream().map(step -> figure.apply(step).size()).toList();
    }

    private static Funnel march() {
        var deals = new ArrayList<>(deals("NQOCW", "NQOCW", "NOW", "NQL", "NQOL", "NQOQOL", "NL", "NQ", "N"));
        deals.add(deal("NL", BigDecimal.TEN, DUPLICATE));
        return Funnel.of(STAGES, PIPELINE, Set.of(DUPLICATE), deals);
    }

    @Test
    void tenDealsOfMarchMakeTheFunnel() {
        Funnel funnel = march();

        assertThat(funnel.cohort()).as("without the duplicate").hasSize(9);
        assertThat(funnel.excluded()).hasSize(1);
        assertThat(funnel.closed()).hasSize(7);
        assertThat(counts(funnel, Step::reached)).containsExactly(7, 6, 5, 3);
        assertThat(funnel.won()).hasSize(3);
        assertThat(IntStream.range(0, 4).mapToObj(i -> percent(funnel.conversion(i))))
                .containsExactly("85.7", "83.3", "60.0", "100.0");
        assertThat(percent(funnel.total())).isEqualTo("42.9");
        assertThat(counts(funnel, Step::entered)).containsExactly(7, 5, 5, 2);
        assertThat(counts(funnel, Step::skipped)).containsExactly(0, 1, 0, 1);
        assertThat(funnel.steps().stream().map(Step::returns)).containsExactly(0, 1, 0, 0);
        assertThat(counts(funnel, Step::lost)).containsExactly(1, 1, 2, 0);
        assertThat(percent(funnel.maturity())).isEqualTo("77.8");
        assertThat(counts(funnel, Step::active)).containsExactly(1, 1, 0, 0);
    }

    @Test
    void aDealThatWentToAnotherPipelineLeavesTheFunnelAndIsNamed() {
        DealHistory here = deal("NQ", BigDecimal.TEN);
        var elsewhere = new DealHistory(
                new DealRow(
                        here.deal().id(),
                        id(2),
                        id(77),
                        null,
                        null,
                        null,
                        "RUB",
                        null,
                        null,
                        MARCH,
                        null,
                        null,
                        null,
                        null),
                here.moves());

        Funnel funnel = Funnel.of(STAGES, PIPELINE, Set.of(), List.of(elsewhere));

        assertThat(funnel.cohort()).isEmpty();
        assertThat(funnel.moved()).containsExactly(here.deal().id());
        assertThat(funnel.total()).as("nothing to divide by").isNull();
    }

    @Test
    void whoWentThroughAnArchivedStageWentThroughTheOneBeforeIt() {
        var stages = new Stages(List.of(
                stage('N'),
                stage('Q'),
                new Stage(stage('O').id(), PIPELINE, "O", 3, Stage.Kind.OPEN, 0.5, null, true),
                stage('C'),
                stage('W'),
                stage('L')));

        Funnel funnel = Funnel.of(stages, PIPELINE, Set.of(), deals("NOL", "NW"));

        assertThat(funnel.steps().stream().map(step -> step.stage().name())).containsExactly("N", "Q", "C");
        assertThat(counts(funnel, Step::entered)).containsExactly(2, 1, 0);
        assertThat(counts(funnel, Step::lost)).containsExactly(0, 1, 0);
    }

    @Test
    void whatStoodOpenOnAPastDayIsKnown() {
        DealHistory won = deal("NQOCW", money("500"));
        DealHistory open = deal("NQ", money("70"));

        OpenFunnel then = openAt(MARCH.plus(Duration.ofHours(30)), won, open);
        OpenFunnel later = openAt(MARCH.plus(Duration.ofDays(40)), won, open);

        assertThat(then.columns().stream().map(column -> column.deals().size())).containsExactly(0, 2, 0, 0);
        assertThat(then.columns().get(1).sum()).isEqualByComparingTo("570");
        assertThat(later.columns().stream().map(column -> column.deals().size()))
                .containsExactly(0, 1, 0, 0);
        assertThat(later.columns().get(1).rotten()).containsExactly(open.deal().id());
        assertThat(later.columns().get(1).withoutStep())
                .containsExactly(open.deal().id());
    }

    @Test
    void aWinDatedBackIsOpenOnNoDayAfterIt() {
        DealHistory told = deal("NQW", BigDecimal.TEN);
        DealRow row = told.deal();
        Instant day = MARCH.plus(Duration.ofHours(36));
        var dated = new DealHistory(
                new DealRow(
                        row.id(),
                        row.pipeline(),
                        row.stage(),
                        null,
                        row.responsible(),
                        row.amount(),
                        "RUB",
                        null,
                        null,
                        row.createdAt(),
                        day,
                        null,
                        null,
                        null),
                told.moves());

        assertThat(openAt(day.minusSeconds(1), dated).columns().get(1).deals()).hasSize(1);
        assertThat(openAt(day, dated).columns().stream()
                        .mapToInt(column -> column.deals().size())
                        .sum())
                .isZero();
        assertThat(DealTimes.stays(dated, Instant.MAX, Duration::between))
                .as("twelve hours in the second stage, by the day of the win")
                .containsEntry(stage('Q').id(), Duration.ofHours(12));
    }

    @Test
    void theTrendGoesByWeeksOfAMonthAndByMonthsOfAYearAndEndsNow() {
        ZoneId moscow = ZoneId.of("Europe/Moscow");
        var month = new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"), moscow);
        var year = new Period(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"), moscow);

        assertThat(OpenReport.moments(month, Instant.parse("2026-12-01T00:00:00Z")))
                .hasSize(5)
                .last()
                .isEqualTo(month.to());
        assertThat(OpenReport.moments(month, MARCH)).containsExactly(MARCH);
        assertThat(OpenReport.moments(year, MARCH)).hasSize(12);
    }

    private static OpenFunnel openAt(Instant at, DealHistory... deals) {
        var funnel = new OpenFunnel(STAGES, PIPELINE, at, deal -> false);
        List.of(deals).forEach(funnel::add);
        return funnel;
    }

    private static DealRow expected(String amount, String currency, Double probability, String day) {
        DealRow deal = deal("NQO", money(amount)).deal();
        return new DealRow(
                deal.id(),
                deal.pipeline(),
                deal.stage(),
                null,
                null,
                deal.amount(),
                currency,
                probability,
                day == null ? null : LocalDate.parse(day),
                MARCH,
                null,
                null,
                null,
                null);
    }

    @Test
    void theForecastKeepsLateAndUndatedDealsApartAndAddsNoDollarsToRoubles() {
        var chance = new Chance(Map.of(stage('O').id(), new History(30, 70)));
        var forecast = new Forecast(STAGES, chance, LocalDate.parse("2026-03-10"));
        forecast.add(expected("1000", "RUB", null, "2026-03-10"));
        forecast.add(expected("100", "RUB", 0.9, "2026-03-31"));
        forecast.add(expected("5000", "USD", null, "2026-03-31"));
        forecast.add(expected("40", "RUB", 1.0, "2026-03-09"));
        forecast.add(expected("7", "RUB", 1.0, null));

        Forecast.Expected march = forecast.months().get(YearMonth.of(2026, 3));
        assertThat(march.deals()).hasSize(3);
        assertThat(march.sum()).isEqualByComparingTo("1100");
        assertThat(march.weighted().doubleValue()).isCloseTo(300.4 + 90, within(0.01));
        assertThat(forecast.overdue().weighted()).isEqualByComparingTo("40");
        assertThat(forecast.undated().weighted()).isEqualByComparingTo("7");
        assertThat(forecast.foreign()).hasToString("USD 1");
    }

    @Test
    void thirtyWonOfAHundredAreAChanceOf3004AndUnderThirtyTheStageSays() {
        var chance = new Chance(Map.of(
                stage('O').id(), new History(30, 70),
                stage('C').id(), new History(29, 0)));

        assertThat(chance.of(deal("NQO", BigDecimal.TEN).deal(), stage('O'))).isCloseTo(0.3004, within(0.00005));
        assertThat(chance.of(deal("NC", BigDecimal.TEN).deal(), stage('C'))).isEqualTo(0.8);
    }

    @Test
    void twoStaysInAStageAreOneTime() {
        UUID q = stage('Q').id();
        UUID o = stage('O').id();
        var story = new DealHistory(
                deal("NNNNNNL", BigDecimal.TEN).deal(),
                List.of(
                        new Move(MARCH, null, q, null, null),
                        new Move(MARCH.plus(Duration.ofDays(2)), q, o, null, null),
                        new Move(MARCH.plus(Duration.ofDays(3)), o, q, null, null),
                        new Move(MARCH.plus(Duration.ofDays(6)), q, stage('L').id(), null, null)));

        assertThat(DealTimes.stays(story, Instant.MAX, Duration::between).get(q))
                .isEqualTo(Duration.ofDays(5));
    }

    @Test
    void ofTenTwentyAndThirtyDaysTheMedianIsTwenty() {
        List<Duration> cycles = List.of(Duration.ofDays(30), Duration.ofDays(10), Duration.ofDays(20));

        assertThat(DealTimes.median(cycles)).isEqualTo(Duration.ofDays(20));
        assertThat(DealTimes.median(List.of(Duration.ofDays(10), Duration.ofDays(20))))
                .isEqualTo(Duration.ofDays(15));
        assertThat(DealTimes.median(List.of())).isNull();
    }

    @Test
    void aReopenedDealTookAsLongAsSinceItsFirstCreation() {
        DealHistory story = deal("NQLOW", BigDecimal.TEN);

        assertThat(DealTimes.cycle(story, Duration::between)).isEqualTo(Duration.ofDays(4));
    }

    @Test
    void winsAndLossesAreOfOneDayAndTellWhereDealsWereLost() {
        var outcomes = deals("NQOCW", "NOW", "NQL").stream()
                .map(story -> Outcomes.of(story, STAGES, Set.of(DUPLICATE)))
                .toList();
        Outcomes.Group all = Outcomes.grouped(outcomes, one -> "").get("");

        assertThat(percent(all.rate())).isEqualTo("66.7");
        assertThat(all.wonSum()).isEqualByComparingTo("20");
        assertThat(percent(all.rateOfSum())).isEqualTo("66.7");
        assertThat(outcomes.get(2).stage()).isEqualTo(stage('Q'));
        assertThat(Outcomes.of(deal("NL", BigDecimal.TEN, DUPLICATE), STAGES, Set.of(DUPLICATE)))
                .isNull();
        assertThat(Outcomes.of(deal("NQ", BigDecimal.TEN), STAGES, Set.of())).isNull();
    }

    @Test
    void sevenClientsAreThreeAThreeBAndOneC() {
        List<BigDecimal> sums = List.of(500, 200, 100, 80, 60, 40, 20).stream()
                .map(BigDecimal::valueOf)
                .toList();

        assertThat(ClientClasses.abc(sums)).containsExactly(Abc.A, Abc.A, Abc.A, Abc.B, Abc.B, Abc.B, Abc.C);
        assertThat(ClientClasses.abc(List.of(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE.negate())))
                .containsExactly(Abc.A, Abc.N, Abc.N);
    }

    private static List<BigDecimal> quarters(int... sums) {
        return IntStream.of(sums).mapToObj(BigDecimal::valueOf).toList();
    }

    @Test
    void evenQuartersAreXAndWhoIsYoungIsNone() {
        assertThat(percent(ClientClasses.variation(quarters(100, 110, 90, 100))))
                .isEqualTo("7.1");
        assertThat(ClientClasses.xyz(0.0707)).isEqualTo(Xyz.X);
        assertThat(ClientClasses.xyz(0.25)).isEqualTo(Xyz.Y);
        assertThat(ClientClasses.xyz(0.2501)).isEqualTo(Xyz.Z);

        LocalDate day = LocalDate.parse("2026-03-01");
        var classes = ClientClasses.of(List.of(
                new Client(id(1), quarters(0, 0, 100, 100), 2, day, 2),
                new Client(id(2), quarters(10, 10, 10, 10), 9, day.minusDays(200), 1)));

        assertThat(classes.get(0).xyz()).isEqualTo(Xyz.NONE);
        assertThat(classes.get(0).recency()).isGreaterThan(classes.get(1).recency());
        assertThat(classes.get(1).xyz()).isEqualTo(Xyz.X);
    }

    @Test
    void whatIsBoughtOnTheLastDaysOfMonthsIsOfTheQuarterThatItEnds() {
        LocalDate end = LocalDate.parse("2026-07-01");

        assertThat(List.of(
                                "2026-06-30",
                                "2026-04-01",
                                "2026-03-31",
                                "2025-12-31",
                                "2025-09-30",
                                "2025-07-01",
                                "2025-06-30")
                        .stream()
                        .map(day -> ClientReports.quartersBefore(LocalDate.parse(day), end)))
                .containsExactly(0, 0, 1, 2, 3, 3, 4);
        assertThat(ClientReports.quartersBefore(LocalDate.parse("2025-11-30"), LocalDate.parse("2026-03-01")))
                .as("before the three months until the end of February")
                .isOne();
    }

    @Test
    void fiveClientsOfDifferentSumsHaveTheScoresOneToFive() {
        LocalDate day = LocalDate.parse("2026-03-01");
        var classes = ClientClasses.of(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Client(id(i), quarters(i, i, i, i), 4, day.plusDays(i), i))
                .toList());

        assertThat(classes.stream().map(ClientClasses.Classes::money)).containsExactly(5, 4, 3, 2, 1);
        assertThat(classes.stream().map(ClientClasses.Classes::recency)).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void clientsArePartedByShareAndGrowthAndWhoIsNewStandsApart() {
        var places = ClientMatrix.of(List.of(
                new ClientMatrix.Client(id(1), money("1000"), money("500")),
                new ClientMatrix.Client(id(2), money("900"), money("1000")),
                new ClientMatrix.Client(id(3), money("10"), money("1")),
                new ClientMatrix.Client(id(4), money("20"), money("40")),
                new ClientMatrix.Client(id(5), money("20"), money("0"))));

        assertThat(places.stream().map(ClientMatrix.Place::field))
                .containsExactly(
                        ClientMatrix.Field.STAR,
                        ClientMatrix.Field.COW,
                        ClientMatrix.Field.QUESTION,
                        ClientMatrix.Field.DOG,
                        ClientMatrix.Field.NEW);
        assertThat(places.get(1).x()).isEqualTo(0.9);
        assertThat(places.get(4).y()).isNull();
    }

    @Test
    void whoStoppedBuyingIsADogAlsoWhereMostDid() {
        var places = ClientMatrix.of(List.of(
                new ClientMatrix.Client(id(1), money("100"), money("100")),
                new ClientMatrix.Client(id(2), money("0"), money("100")),
                new ClientMatrix.Client(id(3), money("0"), money("100"))));

        assertThat(places.stream().map(ClientMatrix.Place::field))
                .containsExactly(ClientMatrix.Field.STAR, ClientMatrix.Field.DOG, ClientMatrix.Field.DOG);
        assertThat(ClientMatrix.of(List.of(new ClientMatrix.Client(id(1), money("0"), money("100")))).stream()
                        .map(ClientMatrix.Place::field))
                .as("nobody buys any more")
                .containsExactly(ClientMatrix.Field.DOG);
    }

    private static List<LeadRow> leads(int count, Touch touch) {
        return IntStream.range(0, count)
                .mapToObj(i -> new LeadRow(UUID.randomUUID(), touch, touch))
                .toList();
    }

    private static Sale sale(int party, boolean isNew, String amount, String cost, Touch touch) {
        DealRow won = deal("NW", money(amount)).deal();
        DealRow known = new DealRow(
                won.id(),
                won.pipeline(),
                won.stage(),
                id(party),
                null,
                won.amount(),
                "RUB",
                null,
                null,
                MARCH,
                won.closedAt(),
                null,
                null,
                cost == null ? null : money(cost));
        return new Sale(known, id(party), isNew, touch, touch);
    }

    @Test
    void sixtyThousandOfAdvertisingComeBackFourAndAHalfTimes() {
        var sales = new ArrayList<Sale>();
        for (int i = 0; i < 6; i++) {
            sales.add(sale(i < 4 ? i : 4 + i % 2, i < 4, "150000", "105000", DIRECT));
        }
        var costs = List.of(
                new Cost(LocalDate.parse("2026-03-01"), DIRECT, money("20000")),
                new Cost(LocalDate.parse("2026-03-02"), new Touch(" Yandex-Direct ", null), money("40000")));

        EndToEnd.Row row = EndToEnd.of(leads(40, DIRECT), sales, costs, false, false)
                .rows()
                .get(0);

        assertThat(row.revenue()).isEqualByComparingTo("900000");
        assertThat(row.margin()).isEqualByComparingTo("270000");
        assertThat(row.costPerLead()).isEqualTo(1_500);
        assertThat(row.costPerWon()).isEqualTo(10_000);
        assertThat(row.costPerClient()).isEqualTo(15_000);
        assertThat(percent(row.returned())).isEqualTo("350.0");
        assertThat(percent(row.returnedByRevenue())).isEqualTo("1400.0");
    }

    @Test
    void costWithoutLeadsAndLeadsWithoutAChannelAreRowsOfTheirOwn() {
        EndToEnd.Result result = EndToEnd.of(
                leads(3, Touch.NONE),
                List.of(sale(1, true, "100", null, Touch.NONE)),
                List.of(new Cost(LocalDate.parse("2026-03-01"), new Touch("radio", null), money("500"))),
                false,
                false);

        assertThat(result.rows()).hasSize(2);
        EndToEnd.Row radio = result.rows().get(0);
        assertThat(radio.touch().channel()).isEqualTo("radio");
        assertThat(percent(radio.costPerLead())).isEqualTo("–");
        assertThat(percent(radio.returned())).isEqualTo("-100.0");
        EndToEnd.Row none = result.rows().get(1);
        assertThat(none.leads()).hasSize(3);
        assertThat(percent(none.returned())).as("nothing was paid").isEqualTo("–");
        assertThat(none.withoutMargin()).isEqualTo(1);
        assertThat(none.margin()).as("known of none").isNull();
        assertThat(result.total().cost()).isEqualByComparingTo("500");
    }

    @Test
    void theLastContactIsAsked() {
        var lead = new LeadRow(id(1), DIRECT, new Touch("site", null));

        assertThat(EndToEnd.of(List.of(lead), List.of(), List.of(), true, false)
                        .rows()
                        .get(0)
                        .touch()
                        .channel())
                .isEqualTo("site");
        assertThat(EndToEnd.of(List.of(lead), List.of(), List.of(), false, true)
                        .rows()
                        .get(0)
                        .touch())
                .isEqualTo(DIRECT);
    }

    @Test
    void onTheEleventhOf22DaysFortyPercentAreEightyAtTheEnd() {
        var progress = new PlanProgress(money("3000000"), money("1200000"), 11, 22);

        assertThat(percent(progress.done())).isEqualTo("40.0");
        assertThat(progress.runRate()).isEqualByComparingTo("2400000");
        assertThat(percent(progress.expected())).isEqualTo("80.0");
        assertThat(progress.missing()).isEqualByComparingTo("1800000");
        assertThat(percent(new PlanProgress(BigDecimal.ZERO, BigDecimal.TEN, 1, 2).done()))
                .isEqualTo("–");
        assertThat(PlanProgress.proRata(money("3000000"), 11, 22)).isEqualByComparingTo("1500000");
    }

    @Test
    void whoBeganOnTheEleventhWorkingDayHasHalfOfThePlan() {
        WorkingCalendar calendar = WorkingCalendar.usual(ZoneId.of("Europe/Moscow"));
        LocalDate eleventh = LocalDate.parse("2026-03-16");
        var plan = new Plan(null, YearMonth.of(2026, 3), id(1), null, Plan.Indicator.WON_SUM, money("3000000"), null);
        var young = new Plan(
                null, plan.month(), id(2), null, plan.indicator(), plan.value(), LocalDate.parse("2026-03-17"));

        PlanProgress old = PlanProgress.of(plan, money("1200000"), eleventh, calendar);
        PlanProgress fresh = PlanProgress.of(young, money("100000"), LocalDate.parse("2026-03-17"), calendar);

        assertThat(old.worked()).isEqualTo(11);
        assertThat(old.runRate()).isEqualByComparingTo("2400000");
        assertThat(fresh.plan()).isEqualByComparingTo("1500000");
        assertThat(fresh.runRate()).isEqualByComparingTo("1100000");
    }

    @Test
    void whoBeganAfterTheLastWorkingDayHasNoPlanToBeMeasuredBy() {
        WorkingCalendar calendar = WorkingCalendar.usual(ZoneId.of("Europe/Moscow"));
        LocalDate saturday = LocalDate.parse("2026-05-30");
        var late =
                new Plan(null, YearMonth.of(2026, 5), id(1), null, Plan.Indicator.WON_SUM, money("3000000"), saturday);

        PlanProgress progress = PlanProgress.of(late, money("100000"), saturday, calendar);

        assertThat(progress.plan()).isEqualByComparingTo("0");
        assertThat(progress.done()).isNull();
        assertThat(Earnings.done(progress)).isNull();
        assertThat(Earnings.done(new PlanProgress(money("200"), money("50"), 1, 2)))
                .isEqualByComparingTo("25");
    }

    private static PayRule rule(
            PayRule.Kind kind,
            String rate,
            PayRule.StepsBy by,
            List<PayRule.Step> steps,
            List<PayRule.Factor> factors) {
        return new PayRule(
                id(900),
                "Percent",
                null,
                null,
                kind,
                kind == PayRule.Kind.PIECE ? PayRule.Of.WON : PayRule.Of.PAID,
                money(rate),
                by,
                steps,
                factors,
                YearMonth.of(2026, 1),
                null);
    }

    private static Pay pay(PayRule rule, String planDone, Pay.Piece... pieces) {
        return Pay.of(
                List.of(rule),
                one -> one == rule ? List.of(pieces) : List.of(),
                one -> planDone == null ? null : money(planDone));
    }

    private static Pay.Piece piece(int deal, String amount, int days) {
        return new Pay.Piece(
                id(deal), LocalDate.parse("2026-03-10"), money(amount), days, amount.startsWith("-") ? -1 : 1);
    }

    @Test
    void threePercentOfWhatWasPaidAndMoreOfWhatWasPaidSoon() {
        PayRule rule = rule(
                PayRule.Kind.SHARE,
                "3",
                PayRule.StepsBy.SUM,
                List.of(),
                List.of(
                        new PayRule.Factor(14, money("1.2")),
                        new PayRule.Factor(60, money("1")),
                        new PayRule.Factor(null, money("0.5"))));

        Pay pay = pay(
                rule,
                null,
                piece(1, "100000", 10),
                piece(2, "100000", 14),
                piece(3, "33333.33", 30),
                piece(4, "1000", 90));

        assertThat(pay.lines().get(0).parts().stream().map(Pay.Part::pay))
                .containsExactly(money("3600.00"), money("3600.00"), money("1000.00"), money("15.00"));
        assertThat(pay.sum()).isEqualByComparingTo("8215");
    }

    @Test
    void aStepLiftsTheRateOfTheWholeSumAndTheNextOneIsTold() {
        PayRule rule = rule(
                PayRule.Kind.SHARE,
                "2",
                PayRule.StepsBy.PLAN,
                List.of(new PayRule.Step(money("80"), money("3")), new PayRule.Step(money("100"), money("4"))),
                List.of());

        assertThat(pay(rule, "79.9", piece(1, "1000", 1)).sum()).isEqualByComparingTo("20");
        Pay lifted = pay(rule, "80", piece(1, "1000", 1));
        assertThat(lifted.sum()).isEqualByComparingTo("30");
        assertThat(lifted.lines().get(0).next().from()).isEqualByComparingTo("100");
        assertThat(pay(rule, "120", piece(1, "1000", 1)).sum()).isEqualByComparingTo("40");
        assertThat(pay(rule, null, piece(1, "1000", 1)).sum()).as("no plan").isEqualByComparingTo("20");
    }

    @Test
    void whatIsTakenBackIsNoPieceAndCostsOne() {
        PayRule rule = rule(PayRule.Kind.PIECE, "500", PayRule.StepsBy.SUM, List.of(), List.of());

        Pay pay = pay(rule, null, piece(1, "100", 1), piece(2, "100", 1), piece(3, "-100", 1));

        assertThat(pay.sum()).isEqualByComparingTo("500");
        assertThat(pay.lines().get(0).deals()).isEqualTo(1);
        assertThat(pay.lines().get(0).parts().get(2).isCorrection()).isTrue();
    }

    @Test
    void soMuchForEachDeal() {
        PayRule rule = rule(
                PayRule.Kind.PIECE,
                "500",
                PayRule.StepsBy.SUM,
                List.of(new PayRule.Step(money("3"), money("700"))),
                List.of());

        assertThat(Earnings.indicator(rule))
                .as("also of another currency, by the plan of their number")
                .isEqualTo(Plan.Indicator.WON_COUNT);
        assertThat(pay(rule, null, piece(1, "1", 1), piece(2, "1", 1)).sum()).isEqualByComparingTo("1000");
        assertThat(pay(rule, null, piece(1, "1", 1), piece(2, "1", 1), piece(3, "1", 1))
                        .sum())
                .isEqualByComparingTo("2100");
    }
}
