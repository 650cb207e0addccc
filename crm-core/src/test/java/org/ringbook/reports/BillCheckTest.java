package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.TwoSources;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.BillResult.Kind;

/** The operator's bill of a morning, beside what the log has of it. */
class BillCheckTest {

    private static final Instant TEN = Instant.parse("2026-11-23T07:00:00Z");

    private static final BillFormat CARRIER = new BillFormat(
            "Дата",
            "Номер",
            "Длительность",
            "",
            "dd.MM.yyyy HH:mm:ss",
            "",
            ";",
            "UTF-8",
            60,
            Duration.ofMinutes(2),
            "outbound");

    @AutoClose
    private final Ledger ledger = new Ledger();

    private final Bills bills = new Bills(
            ledger.jdbc,
            Cast.PLAN,
            Ledger.CALENDAR,
            new ReportSettings(
                    Duration.ofSeconds(20),
                    ServiceLevel.WITHOUT_SHORT,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    365,
                    List.of(),
                    LocalTime.of(3, 30),
                    Map.of(
                            "carrier", CARRIER,
                            "minutes",
                                    new BillFormat(
                                            "When",
                                            "To",
                                            "",
                                            "Minutes",
                                            "yyyy-MM-dd HH:mm",
                                            "Europe/Moscow",
                                            ",",
                                            "windows-1251",
                                            60,
                                            Duration.ofMinutes(2),
                                            "outbound"),
                            "empty",
                                    new BillFormat(
                                            "", "", "", "", "", "", ";", "UTF-8", 60, Duration.ofMinutes(2), ""))));

    private static Call placed(Instant at, int seconds) {
        return TwoSources.told(
                "office",
                Call.Direction.OUTBOUND,
                CallsOfTheDay.MARIA,
                CallsOfTheDay.LINE,
                at,
                at.plusSeconds(5 + seconds),
                TwoSources.spoke("101", at, at.plusSeconds(5), at.plusSeconds(5 + seconds)));
    }

    @BeforeEach
    void threeCallsOfTheMorning() {
        ledger.write(placed(TEN, 61), placed(TEN.plusSeconds(600), 30), placed(TEN.plusSeconds(1_200), 100));
    }

    private BillResult check(String... rows) {
        String file = "Дата;Номер;Длительность\n" + String.join("\n", rows) + "\n";
        return bills.check("carrier", file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aMistypedYearIsToldAndNotTwentyYearsOfCallsRead() {
        assertThatThrownBy(() -> check("23.11.2026 10:00:06;89161112233;120", "23.11.2006 10:10:05;89161112233;60"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("2006-11-23");
    }

    @Test
    void aBillThatIsRightTiesOut() {
        BillResult result = check(
                "23.11.2026 10:00:06;89161112233;120",
                "23.11.2026 10:10:05;+7 916 111-22-33;60",
                "23.11.2026 10:20:04;79161112233;0:02:00");
        assertThat(result.differences()).isEmpty();
        assertThat(result.tied()).isEqualTo(3);
        assertThat(result.billed()).isEqualTo(result.counted()).isEqualTo(300);
    }

    @Test
    void eachRowAndEachCallThatDoesNotTieOutIsNamed() {
        BillResult result = check(
                "23.11.2026 10:00:06;89161112233;180",
                "23.11.2026 10:10:05;89161112233;60",
                "23.11.2026 11:00:00;84997777777;300");
        assertThat(result.tied()).isEqualTo(2);
        assertThat(result.differences())
                .extracting(BillResult.Difference::kind)
                .containsExactly(Kind.TIME_DIFFERS, Kind.ONLY_LOG, Kind.ONLY_BILL);
        BillResult.Difference longer = result.differences().get(0);
        assertThat(longer.line()).isEqualTo(2);
        assertThat(longer.billed()).isEqualTo(180);
        assertThat(longer.counted()).isEqualTo(120);
        assertThat(longer.call()).isNotNull();
    }

    @Test
    void oneCallIsBilledOnce() {
        BillResult result = check("23.11.2026 10:10:05;89161112233;60", "23.11.2026 10:10:05;89161112233;60");
        assertThat(result.tied()).isEqualTo(1);
        assertThat(result.differences()).extracting(BillResult.Difference::kind).contains(Kind.ONLY_BILL);
    }

    @Test
    void minutesOfAnOldProgramAreRead() {
        byte[] file =
                "When,To,Minutes\n2026-11-23 10:10,89161112233,\"1,00\"\n".getBytes(Charset.forName("windows-1251"));
        assertThat(bills.check("minutes", file).tied()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsToldInWordsAndNothingIsCompared() {
        refused("nobody", "x", "describe no bill \"nobody\"");
        refused("empty", "x", "describe no bill \"empty\"");
        refused("carrier", "Дата;Куда\n1;2\n", "no column \"Номер\"");
        refused("carrier", "Дата;Номер;Длительность\n", "no rows");
        refused(
                "carrier",
                "Дата;Номер;Длительность\n23.11.2026 10:00:06;89161112233;60\n32.11.2026 10:00;1;x\n",
                "Line 3");
        refused("carrier", "Дата;Номер;Длительность\n23.11.2026 10:00:06;89161112233\n", "Line 2");
        assertThatThrownBy(() -> bills.check("carrier", new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> bills.check("carrier", new byte[0])).isInstanceOf(Refused.class);
    }

    private void refused(String name, String file, String words) {
        assertThatThrownBy(() -> bills.check(name, file.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(words);
    }
}
