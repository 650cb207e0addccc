package org.ringbook.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.claims.Claim.Result;
import org.ringbook.claims.ClaimFigures.Cell;
import org.ringbook.claims.ClaimFigures.Counted;
import org.ringbook.claims.ClaimFigures.Line;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;

/**
 * The worked example of docs/claims.md: ten claims from February to April 2026.
 *
 * <pre>
 *     team       cause   came    closed                     result     score
 *  1  Склад      Товар   10 Feb  2 Mar                      satisfied  5
 *  2  Склад      Товар   1 Mar   3 Mar                      satisfied  4
 *  3  Склад      Товар   2 Mar   12 Mar                     partly     3
 *  4  Склад      Товар   3 Mar   open
 *  5  Склад      Путь    4 Mar   8 Mar                      refused    1
 *  6  Перевозки  Путь    5 Mar   6 Mar                      withdrawn
 *  7  Перевозки  Путь    6 Mar   9 Mar, again 10, 16 Mar    satisfied
 *  8  Перевозки  Путь    7 Mar   10 Mar, again 12 Mar, open
 *  9             –       31 Mar  2 Apr                      satisfied  5
 * 10  Перевозки  Путь    1 Apr   open
 * </pre>
 */
class ClaimFiguresTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Period MARCH = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), MOSCOW);
    private static final Instant MAY = day("2026-05-01");
    private static final UUID GOODS = new UUID(0, 101);
    private static final UUID WAY = new UUID(0, 102);
    private static final Map<UUID, String> NAMES = Map.of(GOODS, "Товар", WAY, "Путь");

    private final List<ClaimFact> facts = new ArrayList<>();

    ClaimFiguresTest() {
        claim(1, "Склад", GOODS, "2026-02-10", "2026-03-02", Result.SATISFIED, 5);
        claim(2, "Склад", GOODS, "2026-03-01", "2026-03-03", Result.SATISFIED, 4);
        claim(3, "Склад", GOODS, "2026-03-02", "2026-03-12", Result.PARTLY, 3);
        claim(4, "Склад", GOODS, "2026-03-03", null, null, null);
        claim(5, "Склад", WAY, "2026-03-04", "2026-03-08", Result.REFUSED, 1);
        claim(6, "Перевозки", WAY, "2026-03-05", "2026-03-06", Result.WITHDRAWN, null);
        claim(
                7,
                "Перевозки",
                WAY,
                "2026-03-06",
                "2026-03-16",
                Result.SATISFIED,
                null,
                turn("2026-03-09", true),
                turn("2026-03-10", false),
                turn("2026-03-16", true));
        claim(8, "Перевозки", WAY, "2026-03-07", null, null, null, turn("2026-03-10", true), turn("2026-03-12", false));
        claim(9, null, null, "2026-03-31", "2026-04-02", Result.SATISFIED, 5);
        claim(10, "Перевозки", WAY, "2026-04-01", null, null, null);
    }

    private static Instant day(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(MOSCOW).toInstant();
    }

    private static ClaimFact.Turn turn(String day, boolean closed) {
        return new ClaimFact.Turn(day(day), closed);
    }

    private void claim(
            int number,
            String team,
            UUID cause,
            String came,
            String closed,
            Result result,
            Integer score,
            ClaimFact.Turn... turns) {
        List<ClaimFact.Turn> all = turns.length > 0 || closed == null ? List.of(turns) : List.of(turn(closed, true));
        facts.add(new ClaimFact(
                new UUID(0, number), team, cause, day(came), closed == null ? null : day(closed), result, score, all));
    }

    private static List<Double> values(Line line) {
        var values = new ArrayList<Double>();
        line.cells().forEach(cell -> values.add(cell.value()));
        return values;
    }

    private static Line row(Counted counted, String key) {
        return counted.rows().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> numbers(Cell cell) {
        return cell.claims().stream().map(UUID::getLeastSignificantBits).toList();
    }

    @Test
    void ofMarchEightCameSevenWereClosedTwoOpenedAgainAndThreeAreLeft() {
        Counted march = ClaimFigures.dynamics(facts, MARCH, MAY);
        assertThat(values(march.total())).containsExactly(8.0, 7.0, 2.0, 3.0);
        assertThat(numbers(march.total().cells().get(1)))
                .as("7 was closed twice in it and counts once")
                .containsExactly(1L, 2L, 3L, 5L, 6L, 7L, 8L);
        assertThat(values(row(march, "2026-03-01 Склад"))).containsExactly(4.0, 4.0, 0.0, 1.0);
        assertThat(values(row(march, "2026-03-01 Перевозки"))).containsExactly(3.0, 3.0, 2.0, 1.0);
        assertThat(values(row(march, "2026-03-01 "))).as("nobody's").containsExactly(1.0, 0.0, 0.0, 1.0);
    }

    @Test
    void eachMonthEndsAsTheNextBeginsAndTheOneThatGoesOnEndsNow() {
        var months = new Period(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 4, 30), MOSCOW);
        Counted counted = ClaimFigures.dynamics(facts, months, day("2026-04-01"));
        assertThat(values(row(counted, "2026-02-01 Склад"))).containsExactly(1.0, 0.0, 0.0, 1.0);
        assertThat(values(row(counted, "2026-03-01 Склад"))).containsExactly(4.0, 4.0, 0.0, 1.0);
        assertThat(values(row(counted, "2026-04-01 ")))
                .as("the second of April is not over yet: 9 is open still")
                .containsExactly(0.0, 1.0, 0.0, 1.0);
    }

    @Test
    void whatCameInMarchStandsByTeamAndCause() {
        Counted counted = ClaimFigures.structure(
                facts, MARCH, fact -> fact.causeId() == null ? "none" : NAMES.get(fact.causeId()));
        assertThat(counted.columns()).extracting(Heading::name).containsExactly("claims", "Путь", "Товар", "none");
        assertThat(counted.rows()).extracting(Line::key).containsExactly("=Перевозки", "=Склад", "-");
        assertThat(values(row(counted, "=Склад"))).containsExactly(4.0, 1.0, 3.0, 0.0);
        assertThat(values(row(counted, "=Перевозки"))).containsExactly(3.0, 3.0, 0.0, 0.0);
        assertThat(values(counted.total())).containsExactly(8.0, 4.0, 3.0, 1.0);
    }

    @Test
    void ofSixThatStandClosedThreeOfFiveAreSatisfiedForOneWasTakenBack() {
        Counted counted = ClaimFigures.satisfaction(
                facts, MARCH, fact -> new Label("text", fact.causeId() == null ? "" : NAMES.get(fact.causeId())));
        List<Double> all = values(counted.total());
        assertThat(all.subList(0, 5)).containsExactly(6.0, 3.0, 1.0, 1.0, 1.0);
        assertThat(all.get(5)).as("3 of 5").isEqualTo(0.6);
        assertThat(all.get(6)).as("1 of 5").isEqualTo(0.2);
        assertThat(all.get(7)).as("20, 2, 10, 4, 1 and 10 days").isCloseTo(47.0 / 6, within(0.001));
        assertThat(all.get(8)).isEqualTo(7.0);
        assertThat(all.get(9)).as("5, 4, 3 and 1").isEqualTo(3.25);

        List<Double> goods = values(row(counted, "=Товар"));
        assertThat(goods.subList(0, 5)).containsExactly(3.0, 2.0, 1.0, 0.0, 0.0);
        assertThat(goods.get(5)).isCloseTo(2.0 / 3, within(0.001));
        List<Double> way = values(row(counted, "=Путь"));
        assertThat(way.subList(0, 6)).containsExactly(2.0, 0.0, 0.0, 1.0, 1.0, 0.0);
        Line again = row(counted, ClaimFigures.REOPENED);
        assertThat(numbers(again.cells().get(0)))
                .as("7 stands in a row of its own, 8 is open")
                .containsExactly(7L);
        assertThat(values(again).get(9)).as("nobody asked").isNull();
    }

    @Test
    void ofWhatWasOnlyTakenBackThereIsNoShare() {
        facts.removeIf(fact -> fact.id().getLeastSignificantBits() != 6);
        Counted counted = ClaimFigures.satisfaction(facts, MARCH, fact -> new Label("text", ""));
        assertThat(values(counted.total()).subList(0, 7)).containsExactly(1.0, 0.0, 0.0, 0.0, 1.0, null, null);
    }

    @Test
    void eachFigureIsAsManyAsItsList() {
        for (Counted counted :
                List.of(ClaimFigures.dynamics(facts, MARCH, MAY), ClaimFigures.structure(facts, MARCH, fact -> "x"))) {
            for (Line line : counted.rows()) {
                for (Cell cell : line.cells()) {
                    assertThat(cell.value()).isEqualTo(cell.claims().size());
                }
            }
        }
    }
}
