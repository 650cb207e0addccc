package org.ringbook.dialrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.calendar.WorkingCalendar.DayKind;
import org.ringbook.dialrules.DialReason.Code;
import org.ringbook.dialrules.ZoneEvidence.Source;
import org.ringbook.numbers.PhoneNumber;

/**
 * A hundred thousand decisions over the zones of Russia and countries with summer time: what the gate allows is held against hours and
 * counts that are computed here anew, without any of its code.
 */
class FuzzedDialGateTest {

    private static final int DECISIONS = 100_000;
    private static final long SEED = 20261201;
    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<ZoneId> ZONES = List.of(
                    "Europe/Kaliningrad",
                    "Europe/Moscow",
                    "Europe/Samara",
                    "Asia/Yekaterinburg",
                    "Asia/Omsk",
                    "Asia/Krasnoyarsk",
                    "Asia/Irkutsk",
                    "Asia/Yakutsk",
                    "Asia/Vladivostok",
                    "Asia/Magadan",
                    "Asia/Kamchatka",
                    "Europe/Berlin",
                    "America/New_York",
                    "Australia/Sydney",
                    "Europe/London")
            .stream()
            .map(ZoneId::of)
            .toList();
    private static final int RUSSIAN = 11;
    private static final List<DialLimit> LIMITS = ShippedLimits.all();
    private static final UUID AUTUMN = UUID.randomUUID();
    private static final UUID WINTER = UUID.randomUUID();
    private static final List<PhoneNumber> NUMBERS = List.of(Cast.MARIAS, Cast.PAVELS, Cast.SHARED);
    private static final int[][] WEEKS = {
        {540, 1200, 600, 1080, -1, -1}, {540, 1260, 540, 1260, 540, 1260}, {480, 1320, 540, 1200, 540, 1200}
    };
    private static final Purpose[] PURPOSES = {Purpose.ADVERTISING, Purpose.SERVICE, Purpose.DEBT};

    private final Random random = new Random(SEED);
    private final Set<LocalDate> off = holidays();
    private final PublicHolidays calendar = calendar();

    private Set<LocalDate> holidays() {
        var days = new HashSet<LocalDate>();
        for (int i = 0; i < 25; i++) {
            days.add(LocalDate.parse("2026-01-01").plusDays(random.nextInt(365)));
        }
        return days;
    }

    private PublicHolidays calendar() {
        Map<LocalDate, DayKind> kinds = new HashMap<>();
        off.forEach(day -> kinds.put(day, DayKind.OFF));
        kinds.putIfAbsent(LocalDate.parse("2027-02-01"), DayKind.OFF);
        kinds.putIfAbsent(LocalDate.parse("2025-02-01"), DayKind.OFF);
        return new PublicHolidays(Map.of("RU", kinds));
    }

    @Test
    void ofAHundredThousandDecisionsNoneIsOutsideOfTheHoursOrOverACapAndEachNoHasReasons() {
        int allowed = 0;
        for (int i = 0; i < DECISIONS; i++) {
            int kind = random.nextInt(PURPOSES.length);
            Instant at = YEAR.plusSeconds(random.nextInt(365 * 86_400)).plusMillis(random.nextInt(1000));
            List<ZoneId> zones = zones();
            List<PastCall> calls = calls(at);
            DialFacts facts = facts(zones, calls);
            var question = DialQuestion.of(
                    Cast.MARIAS, null, CampaignRules.of(AUTUMN, "Осень", PURPOSES[kind]), DialMode.PREVIEW, at);
            DialAnswer answer = DialGate.mayDial(question, facts);
            Supplier<String> what = () -> question + " " + zones + " " + calls;
            if (answer.allowed()) {
                allowed++;
                assertThat(answer.reasons()).as(what).isEmpty();
                assertThat(isInside(kind, zones, at)).as(what).isTrue();
                requireUnderCaps(kind, zones, calls, at, what);
                assertThat(answer.openUntil()).as(what).isAfter(at);
                assertThat(isInside(kind, zones, answer.openUntil())).as(what).isFalse();
            } else {
                assertThat(answer.reasons()).as(what).isNotEmpty();
                requireTrueReasons(answer, kind, zones, at, what);
                requireNext(question, facts, answer, what);
            }
        }
        assertThat(allowed).as("both answers are tried").isBetween(DECISIONS / 50, DECISIONS / 2);
    }

    /** One zone that is known, or several of Russia that remain possible. */
    private List<ZoneId> zones() {
        if (random.nextInt(4) > 0) {
            return List.of(ZONES.get(random.nextInt(ZONES.size())));
        }
        int first = random.nextInt(RUSSIAN);
        return ZONES.subList(first, first + 1 + random.nextInt(RUSSIAN - first));
    }

    private List<PastCall> calls(Instant at) {
        var calls = new ArrayList<PastCall>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            long back = (long) (Math.pow(random.nextDouble(), 3) * 40 * 86_400);
            calls.add(new PastCall(
                    null,
                    NUMBERS.get(random.nextInt(NUMBERS.size())),
                    random.nextBoolean() ? AUTUMN : random.nextBoolean() ? WINTER : null,
                    at.minusSeconds(back),
                    null,
                    random.nextInt(8) > 0,
                    random.nextInt(3) == 0,
                    false,
                    random.nextInt(25) == 0));
        }
        return calls;
    }

    private DialFacts facts(List<ZoneId> zones, List<PastCall> calls) {
        return DialFacts.of("RU", calendar, LIMITS, ZoneId.of("Europe/Moscow"))
                .withZones(List.of(new ZoneEvidence(Source.SAID, Set.copyOf(zones), null, "")))
                .withConsents(List.of(new ConsentFact("ads", true, YEAR.minusSeconds(1), "form", null)))
                .withCalls(calls);
    }

    private boolean isInside(int kind, List<ZoneId> zones, Instant at) {
        for (ZoneId zone : zones) {
            ZonedDateTime local = at.atZone(zone);
            int column = off.contains(local.toLocalDate()) ? 4 : 0;
            int day = local.getDayOfWeek().getValue();
            if (column == 0 && day >= 6) {
                column = 2;
            }
            boolean sundayOfAdvertising = kind == 0 && column == 2 && day == 7;
            long nanos = local.toLocalTime().toNanoOfDay();
            long from = WEEKS[kind][column] * 60_000_000_000L;
            long to = WEEKS[kind][column + 1] * 60_000_000_000L;
            if (sundayOfAdvertising || from < 0 || nanos < from || nanos >= to) {
                return false;
            }
        }
        return true;
    }

    private static long days(List<PastCall> calls, ZoneId zone, Instant at, int days) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        return calls.stream()
                .filter(call -> LocalDate.ofInstant(call.at(), zone).isAfter(today.minusDays(days)))
                .count();
    }

    private static void requireUnderCaps(
            int kind, List<ZoneId> zones, List<PastCall> calls, Instant at, Supplier<String> what) {
        List<PastCall> counted = calls.stream().filter(PastCall::counted).toList();
        List<PastCall> ofNumber = counted.stream()
                .filter(call -> call.number().equals(Cast.MARIAS))
                .toList();
        List<PastCall> talks = counted.stream().filter(PastCall::talked).toList();
        for (ZoneId zone : zones) {
            assertThat(days(ofNumber, zone, at, 1)).as(what).isLessThan(2);
            assertThat(days(counted, zone, at, 1)).as(what).isLessThan(3);
            assertThat(days(counted, zone, at, 7)).as(what).isLessThan(5);
            assertThat(days(counted, zone, at, 30)).as(what).isLessThan(10);
            if (kind == 2) {
                assertThat(days(talks, zone, at, 1)).as(what).isZero();
                assertThat(days(talks, zone, at, 7)).as(what).isLessThan(2);
            }
        }
        assertThat(ofNumber.stream().filter(call -> call.at().isAfter(at.minus(Duration.ofHours(24)))))
                .as(what)
                .hasSizeLessThan(2);
        assertThat(calls.stream().filter(call -> call.refused() && AUTUMN.equals(call.campaign())))
                .as(what)
                .isEmpty();
    }

    /** What is said against a call is true, and said in words. */
    private void requireTrueReasons(
            DialAnswer answer, int kind, List<ZoneId> zones, Instant at, Supplier<String> what) {
        boolean saysHours = answer.reasons().stream()
                .anyMatch(reason -> reason.code() == Code.HOURS || reason.code() == Code.HOLIDAY);
        assertThat(saysHours).as(what).isEqualTo(!isInside(kind, zones, at));
        if (random.nextInt(200) == 0) {
            answer.reasons()
                    .forEach(reason -> assertThat(reason.words(Locale.ENGLISH)).doesNotContain("dialrules."));
        }
    }

    /** At the next moment it is allowed; just before it, it was not. */
    private void requireNext(DialQuestion question, DialFacts facts, DialAnswer answer, Supplier<String> what) {
        if (answer.next() == null || random.nextInt(10) > 0) {
            return;
        }
        assertThat(answer.next()).as(what).isAfter(question.at());
        assertThat(DialGate.mayDial(question.at(answer.next()), facts).allowed())
                .as(what)
                .isTrue();
        Instant before = answer.next().minusMillis(1);
        assertThat(DialGate.mayDial(question.at(before), facts).allowed())
                .as(what)
                .isFalse();
    }

    @Test
    void hoursThatTheClocksLeaveOutOrRepeatAreNoTrap() {
        var night = CampaignRules.of(AUTUMN, "Ночь", Purpose.SURVEY).within(WeekHours.of("mon-sun 02:00-24:00"));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        DialFacts facts = DialFacts.of("DE", PublicHolidays.NONE, List.of(), berlin)
                .withZones(List.of(new ZoneEvidence(Source.SAID, Set.of(berlin), null, "")));
        Instant midnight = LocalDate.parse("2026-03-29")
                .atTime(LocalTime.of(0, 30))
                .atZone(berlin)
                .toInstant();
        DialAnswer answer =
                DialGate.mayDial(DialQuestion.of(Cast.MARIAS, null, night, DialMode.PREVIEW, midnight), facts);
        assertThat(answer.next()).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }
}
