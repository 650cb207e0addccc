package org.ringbook.dialrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.Cast;
import org.ringbook.dialrules.ZoneEvidence.Source;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/** Where a number and an address are, as far as anybody knows; what nobody knows is unknown and not Moscow. */
class ZoneTableTest {

    private static final String TABLE = """
            АВС/ DEF;От;До;Емкость;Оператор;Регион;Территория ГАР;ИНН
            "914";"1500000";"1599999";"100000";"ПАО \"\"Мегафон\"\"\";"Хабаровский край";"";"1"
            900;0000000;0061999;62000;ООО Т2;Краснодарский край;;2
            913;1000000;1099999;100000;ПАО МТС;Алтайский край * Республика Алтай;;3
            958;0000000;0000999;1000;Новый;Земля Санникова;;4
            """;

    private final ZoneTable table = ZoneTable.shipped();

    private static Set<ZoneId> zones(String... ids) {
        return Set.copyOf(List.of(ids).stream().map(ZoneId::of).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Хабаровский край; Asia/Vladivostok
            г.о. город Волгоград|Волгоградская область; Europe/Volgograd
            Омская обл.; Asia/Omsk
            Томская обл.; Asia/Tomsk
            Ямало-Ненецкий АО; Asia/Yekaterinburg
            Ненецкий АО; Europe/Moscow
            Коми-Пермяцкий автономный округ; Asia/Yekaterinburg
            Республика Коми; Europe/Moscow
            Сахалинская область; Asia/Sakhalin
            Ханты - Мансийский - Югра АО; Asia/Yekaterinburg
            г. Москва и Московская область; Europe/Moscow
            Республика Бурятия; Asia/Irkutsk
            Чукотский автономный округ; Asia/Anadyr
            Курская обл.; Europe/Moscow
            Курганская обл.; Asia/Yekaterinburg
            Красноярский край; Asia/Krasnoyarsk
            Краснодарский край; Europe/Moscow
            """)
    void aRegionOfAnOfficialTableHasItsZone(String region, String zone) {
        assertThat(table.ofRegion(region)).isEqualTo(zones(zone));
    }

    @Test
    void yakutiaHasThreeZonesAndWhatNobodyKnowsHasNone() {
        assertThat(table.ofRegion("Республика Саха /Якутия/"))
                .isEqualTo(zones("Asia/Yakutsk", "Asia/Vladivostok", "Asia/Srednekolymsk"));
        assertThat(table.ofRegion("Земля Санникова")).isEmpty();
        assertThat(table.ofRegion("Российская Федерация")).isEqualTo(table.ofCountry("RU"));
        assertThat(table.ofCountry("KZ")).isEqualTo(zones("Asia/Almaty"));
        assertThat(table.ofCountry(null)).isEmpty();
    }

    @Test
    void aStreetThatIsNamedAfterAnotherCityIsNoCity() {
        assertThat(table.ofAddress("г. Хабаровск, ул. Московская, д. 7")).isEqualTo(zones("Asia/Vladivostok"));
        assertThat(table.ofAddress("ул. Ленина, 1")).isEmpty();
        assertThat(table.ofAddress("ул. Московская, 7")).isEmpty();
        assertThat(table.ofAddress("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Московская ул., 10, Владивосток; Asia/Vladivostok
            Московский проспект 5, Калининград; Europe/Kaliningrad
            Московский пр-т 5 Калининград; Europe/Kaliningrad
            ул. Московская, 7, г. Омск; Asia/Omsk
            Владивосток Большая Московская ул 10; Asia/Vladivostok
            Россия, Красноярский край, Ленинградская ул., 1; Asia/Krasnoyarsk
            Хабаровск, ул. Ленина 5, бизнес-центр «Калининград»; Asia/Vladivostok
            Московская обл., Ленинградское шоссе, 3; Europe/Moscow
            """)
    void aStreetIsNamedBeforeItsWordAndTheCityMayStandBehindIt(String address, String zone) {
        assertThat(table.ofAddress(address)).isEqualTo(zones(zone));
    }

    @Test
    void everyRegionCodeOfALandlineHasAZone() {
        assertThat(IntStream.range(300, 900)
                        .mapToObj(Integer::toString)
                        .filter(code -> !table.nameOfLandline(code + "0000000").isEmpty())
                        .filter(code -> table.ofLandline(code + "0000000").isEmpty()))
                .isEmpty();
        assertThat(table.ofLandline("8442000000")).isEqualTo(zones("Europe/Volgograd"));
        assertThat(table.ofLandline("4110000000")).hasSize(3);
        assertThat(table.ofLandline("8550000000")).isEqualTo(zones("Europe/Moscow"));
    }

    private static NumberingRanges ranges() throws IOException {
        return new NumberingRanges(NumberingFile.read(new BufferedReader(new StringReader(TABLE))));
    }

    @Test
    void anOfficialTableSaysWhereAMobileWasGivenOut() throws IOException {
        NumberingRanges ranges = ranges();
        assertThat(ranges.size()).isEqualTo(4);
        assertThat(ranges.regionOf(79141500000L)).isEqualTo("Хабаровский край");
        assertThat(ranges.regionOf(79141599999L)).isEqualTo("Хабаровский край");
        assertThat(ranges.regionOf(79141600000L)).isNull();
        assertThat(ranges.regionOf(79141499999L)).isNull();
        assertThat(ranges.regionOf(1L)).isNull();
        var evidence = new NumberEvidence(table, ranges);
        List<ZoneEvidence> known = evidence.of(PhoneNumber.of("+79141555555"), "RU");
        assertThat(known).extracting(ZoneEvidence::source).containsExactly(Source.MOBILE_REGION, Source.COUNTRY);
        assertThat(known.get(0).zones()).isEqualTo(zones("Asia/Vladivostok"));
        assertThat(evidence.of(PhoneNumber.of("+79580000001"), "RU"))
                .as("a region that the table of zones does not know")
                .extracting(ZoneEvidence::source)
                .containsExactly(Source.COUNTRY);
        assertThat(evidence.of(PhoneNumber.of("+77012345678"), "KZ").get(0).zones())
                .as("Kazakhstan is no part of Russia")
                .isEqualTo(zones("Asia/Almaty"));
    }

    @Test
    void aFileOfAnotherKindIsRefusedWithTheRow() {
        assertRefused("Мария;+79161112233", "no rows");
        assertRefused("9;Мария;+79161112233", "Row 1");
        assertRefused(TABLE + "901;1;2;3;x\n", "6");
        assertRefused(TABLE + "901;0000002;0000001;1;x;Омская обл.\n", "6");
        assertRefused(TABLE + "914;1550000;1550001;2;x;Омская обл.\n", "+79141550000");
        assertRefused("\n", "no rows");
    }

    private static void assertRefused(String text, String named) {
        assertThatThrownBy(() -> NumberingFile.read(new BufferedReader(new StringReader(text))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(named);
    }

    @Test
    void whoCallsAtTheirOwnHoursShowsWhereTheyAreNot() {
        var evidence = new NumberEvidence(table, NumberingRanges.NONE);
        Instant night = Instant.parse("2026-12-01T00:30:00Z");
        var calls = IntStream.range(0, 5)
                .mapToObj(day -> night.minusSeconds(day * 86_400L))
                .toList();
        ZoneEvidence own = evidence.ofOwnCalls(calls, "RU");
        assertThat(own.zones()).contains(ZoneId.of("Asia/Vladivostok")).doesNotContain(ZoneId.of("Europe/Moscow"));
        assertThat(evidence.ofOwnCalls(calls.subList(0, 4), "RU")).isNull();
        PossibleZones possible =
                Zones.possible(List.of(own, new ZoneEvidence(Source.COUNTRY, table.ofCountry("RU"), null, "RU")), null);
        assertThat(possible.zones()).isEqualTo(own.zones());
    }

    @Test
    void theBetterEvidenceDecidesAndAWeakerOneNarrowsOnly() {
        var yakutia = new ZoneEvidence(Source.ADDRESS, table.ofRegion("Якутия"), null, "Якутия");
        var east = new ZoneEvidence(Source.MOBILE_REGION, zones("Asia/Vladivostok"), null, "Хабаровский край");
        var west = new ZoneEvidence(Source.MOBILE_REGION, zones("Europe/Moscow"), null, "Москва");
        assertThat(Zones.possible(List.of(east, yakutia), null).zones()).isEqualTo(zones("Asia/Vladivostok"));
        assertThat(Zones.possible(List.of(west, yakutia), null).zones()).isEqualTo(yakutia.zones());
        assertThat(Zones.possible(List.of(), null).unknown()).isTrue();
    }

    @Test
    void theAssumedZoneStandsOnlyWhereTheCountryHasIt() {
        ZoneId moscow = ZoneId.of("Europe/Moscow");
        var russia = new ZoneEvidence(Source.COUNTRY, table.ofCountry("RU"), null, "RU");
        var kazakhstan = new ZoneEvidence(Source.COUNTRY, table.ofCountry("KZ"), null, "KZ");
        assertThat(Zones.possible(List.of(russia), moscow).zones()).containsExactly(moscow);
        assertThat(Zones.possible(List.of(kazakhstan), moscow).zones()).isEqualTo(zones("Asia/Almaty"));
        assertThat(Zones.possible(List.of(), moscow).unknown())
                .as("of a country that nobody knows")
                .isTrue();
    }

    @Test
    void ofTwoAddressesBothRemainPossibleAndOfTwoWordsTheNewerCounts() {
        var lives = new ZoneEvidence(Source.ADDRESS, zones("Asia/Vladivostok"), null, "Владивосток");
        var registered = new ZoneEvidence(Source.ADDRESS, zones("Europe/Moscow"), null, "Москва");
        assertThat(Zones.possible(List.of(lives, registered), null).zones())
                .isEqualTo(zones("Asia/Vladivostok", "Europe/Moscow"));
        Instant said = Instant.parse("2026-10-01T00:00:00Z");
        var once = new ZoneEvidence(Source.SAID, zones("Asia/Omsk"), said, "Омск");
        var later = new ZoneEvidence(Source.SAID, zones("Asia/Irkutsk"), said.plusSeconds(1), "Иркутск");
        assertThat(Zones.possible(List.of(once, later, lives), null).zones()).isEqualTo(zones("Asia/Irkutsk"));
        var company = new ZoneEvidence(Source.COMPANY, zones("Europe/Moscow"), null, "Москва");
        var landline = new ZoneEvidence(Source.LANDLINE, zones("Asia/Vladivostok"), null, "423");
        assertThat(Zones.possible(List.of(company, landline), null).zones()).isEqualTo(zones("Asia/Vladivostok"));
    }

    @Test
    void theZonesAreIdsThatThisJavaKnowsAndTheirOffsetsAreThoseOfToday() {
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(ZoneId.of("Europe/Volgograd").getRules().getOffset(now).toString())
                .isEqualTo("+03:00");
        assertThat(ZoneId.of("Asia/Almaty").getRules().getOffset(now).toString())
                .isEqualTo("+05:00");
        assertThat(table.ofCountry("RU").stream()
                        .map(zone -> zone.getRules().getOffset(now).toString())
                        .distinct())
                .hasSize(11);
        assertThat(Cast.PLAN.destination(PhoneNumber.of("+77012345678")).country())
                .isEqualTo("KZ");
    }
}
