package org.ringbook.dialrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.calendar.WorkingCalendar.DayKind;
import org.ringbook.dialrules.DialFacts.NumberKind;
import org.ringbook.dialrules.DialReason.Code;
import org.ringbook.dialrules.NumberingRanges.Range;
import org.ringbook.dialrules.ZoneEvidence.Source;
import org.ringbook.numbers.PhoneNumber;

/** The gate says yes, or no with all reasons. */
class DialGateTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final UUID MARIA = UUID.randomUUID();
    private static final UUID AUTUMN = UUID.randomUUID();
    private static final UUID WINTER = UUID.randomUUID();
    private static final PublicHolidays HOLIDAYS = new PublicHolidays(Map.of(
            "RU",
            Map.of(
                    LocalDate.parse("2026-01-01"), DayKind.OFF,
                    LocalDate.parse("2026-12-31"), DayKind.OFF,
                    LocalDate.parse("2026-12-05"), DayKind.WORK)));

    private final NumberEvidence evidence = new NumberEvidence(
            ZoneTable.shipped(),
            new NumberingRanges(List.of(
                    new Range(79141500000L, 79141599999L, "Хабаровский край"),
                    new Range(78442000000L, 78442999999L, "г.о. город Волгоград|Волгоградская область"))));

    private final CampaignRules service = CampaignRules.of(AUTUMN, "Осень", Purpose.SERVICE);
    private final CampaignRules advertising = CampaignRules.of(AUTUMN, "Осень", Purpose.ADVERTISING);
    private final CampaignRules debt = CampaignRules.of(AUTUMN, "Долги", Purpose.DEBT);
    /** What is asked for at 09–20 on workdays alone. */
    private final CampaignRules officeHours = service.within(WeekHours.of("mon-fri 09:00-20:00"));

    private static Instant moscow(String time) {
        return LocalDateTime.parse(time).atZone(MOSCOW).toInstant();
    }

    private DialFacts of(PhoneNumber number) {
        return DialFacts.of("RU", HOLIDAYS, ShippedLimits.all(), MOSCOW)
                .whose(Set.of(MARIA))
                .withZones(evidence.of(number, "RU"));
    }

    /** Somebody of whom it is known that they are in Moscow. */
    private DialFacts muscovite() {
        return of(Cast.MARIAS).withZones(List.of(at(Source.SAID, "Europe/Moscow")));
    }

    private static ZoneEvidence at(Source source, String zone) {
        return new ZoneEvidence(source, Set.of(ZoneId.of(zone)), null, zone);
    }

    private static DialAnswer ask(CampaignRules campaign, DialFacts facts, String time) {
        return ask(Cast.MARIAS, campaign, facts, time);
    }

    private static DialAnswer ask(PhoneNumber number, CampaignRules campaign, DialFacts facts, String time) {
        return DialGate.mayDial(DialQuestion.of(number, MARIA, campaign, DialMode.PREVIEW, moscow(time)), facts);
    }

    private static DialAnswer byHand(DialFacts facts, String time) {
        return DialGate.mayDial(DialQuestion.byHand(Cast.MARIAS, MARIA, moscow(time)), facts);
    }

    private static List<Code> codes(DialAnswer answer) {
        return answer.reasons().stream().map(DialReason::code).toList();
    }

    private static List<Code> told(DialAnswer answer) {
        return answer.notices().stream().map(DialReason::code).toList();
    }

    private static PastCall tried(String time) {
        return PastCall.ofCampaign(UUID.randomUUID(), Cast.MARIAS, AUTUMN, moscow(time), false);
    }

    private static List<ConsentFact> agreed() {
        return List.of(new ConsentFact("ads", true, moscow("2026-10-01T12:00"), "form", "v3"));
    }

    @Test
    void aMobileOfNobodyKnowsWhereIsCalledInTheOneHourThatIsDayEverywhere() {
        DialFacts anywhere = of(Cast.MARIAS);
        DialAnswer late = ask(officeHours, anywhere, "2026-12-01T11:30");
        assertThat(late.allowed()).isFalse();
        assertThat(codes(late)).containsExactly(Code.HOURS);
        assertThat(late.next()).isEqualTo(moscow("2026-12-02T10:00"));
        assertThat(late.reasons().get(0).words(RUSSIAN))
                .contains("2 дек., 10:00 (GMT+3)")
                .contains("в одном из возможных поясов");
        assertThat(ask(officeHours, anywhere, "2026-12-01T10:00").allowed()).isTrue();
        assertThat(ask(officeHours, anywhere, "2026-12-01T10:59").openUntil()).isEqualTo(moscow("2026-12-01T11:00"));
        assertThat(ask(officeHours, anywhere, "2026-12-04T11:30").next())
                .as("the next workday, which is a Saturday that is worked")
                .isEqualTo(moscow("2026-12-05T10:00"));
    }

    @Test
    void theCityOnTheCardSaysWhenItIsDayThere() {
        var zones = new ArrayList<>(evidence.of(Cast.MARIAS, "RU"));
        zones.add(evidence.ofAddress("Хабаровск, ул. Московская, 7"));
        DialFacts inKhabarovsk = of(Cast.MARIAS).withZones(zones);
        assertThat(codes(ask(service, inKhabarovsk, "2026-12-01T14:00"))).containsExactly(Code.HOURS);
        DialAnswer morning = ask(service, inKhabarovsk, "2026-12-01T09:00");
        assertThat(morning.allowed()).isTrue();
        assertThat(morning.zones().zones()).containsExactly(ZoneId.of("Asia/Vladivostok"));
        assertThat(morning.zones().because()).extracting(ZoneEvidence::source).startsWith(Source.ADDRESS);
    }

    @Test
    void volgogradHasTheTimeOfMoscowAgain() {
        PhoneNumber volgograd = PhoneNumber.of("+78442123456");
        DialFacts landline = of(volgograd);
        assertThat(ask(volgograd, officeHours, landline, "2026-12-01T19:30").allowed())
                .isTrue();
        assertThat(ask(volgograd, officeHours, landline, "2026-12-01T19:30").openUntil())
                .isEqualTo(moscow("2026-12-01T20:00"));
    }

    @Test
    void almatyIsFiveHoursAheadOfGreenwichAndNoPartOfRussia() {
        PhoneNumber almaty = PhoneNumber.of("+77012345678");
        DialFacts there =
                DialFacts.of("KZ", HOLIDAYS, ShippedLimits.all(), MOSCOW).withZones(evidence.of(almaty, "KZ"));
        assertThat(ask(almaty, officeHours, there, "2026-12-01T18:30").allowed())
                .isFalse();
        assertThat(ask(almaty, officeHours, there, "2026-12-01T17:59").allowed())
                .isTrue();
    }

    @Test
    void theEndOfTheHoursIsOutsideAndTheLastMomentBeforeItInside() {
        assertThat(ask(officeHours, muscovite(), "2026-12-01T19:59:59.999").allowed())
                .isTrue();
        assertThat(ask(officeHours, muscovite(), "2026-12-01T20:00").allowed()).isFalse();
        assertThat(ask(officeHours, muscovite(), "2026-12-01T08:59:59.999").allowed())
                .isFalse();
        assertThat(ask(officeHours, muscovite(), "2026-12-01T09:00").allowed()).isTrue();
    }

    @Test
    void aThirdAttemptOfTheDayIsRefusedAndTheTwoAreNamedAlsoTheOneByHand() {
        DialFacts twice = muscovite()
                .withCalls(List.of(
                        tried("2026-12-01T10:05"),
                        PastCall.byHand(
                                UUID.randomUUID(), Cast.MARIAS, moscow("2026-12-01T11:40"), "Анна Петрова", true)));
        DialAnswer third = ask(service, twice, "2026-12-01T15:00");
        assertThat(codes(third)).containsExactly(Code.NUMBER_DAY, Code.NUMBER_24H);
        assertThat(third.reasons().get(0).words(RUSSIAN))
                .contains("10:05")
                .contains("11:40 (GMT+3) вручную, Анна Петрова");
        assertThat(third.next()).as("24 hours after the first").isEqualTo(moscow("2026-12-02T10:05"));
        assertThat(third.attemptsLeft()).isZero();
    }

    @Test
    void capsCountOverAllCampaignsAndAllNumbersOfThePerson() {
        DialFacts three = muscovite()
                .withCalls(List.of(
                        PastCall.ofCampaign(null, Cast.PAVELS, AUTUMN, moscow("2026-12-01T10:00"), false),
                        PastCall.ofCampaign(null, Cast.SHARED, WINTER, moscow("2026-12-01T11:00"), false),
                        PastCall.ofCampaign(null, Cast.SHARED, UUID.randomUUID(), moscow("2026-12-01T12:00"), false)));
        assertThat(codes(ask(service, three, "2026-12-01T15:00"))).containsExactly(Code.PERSON_DAY);
        DialFacts two = three.withCalls(three.calls().subList(0, 2));
        assertThat(ask(service, two, "2026-12-01T15:00").allowed()).isTrue();
        assertThat(ask(service, two, "2026-12-01T15:00").attemptsLeft()).isEqualTo(1);
    }

    @Test
    void anAttemptAndItsCallOfTheLogAreOneAndWhatNeverReachedThemCountsNothing() {
        UUID call = UUID.randomUUID();
        DialFacts once = muscovite()
                .withCalls(List.of(
                        PastCall.ofCampaign(call, Cast.MARIAS, AUTUMN, moscow("2026-12-01T10:00"), false),
                        PastCall.byHand(call, Cast.MARIAS, moscow("2026-12-01T10:00"), null, false),
                        tried("2026-12-01T11:00").notCounted(),
                        tried("2026-12-01T12:00").notCounted()));
        assertThat(ask(service, once, "2026-12-01T15:00").allowed()).isTrue();
        assertThat(ask(service, once, "2026-12-01T15:00").attemptsLeft()).isEqualTo(1);
    }

    @Test
    void aDayIsThatOfTheCalledPersonNotOfTheServer() {
        DialFacts inKamchatka = of(Cast.MARIAS)
                .withZones(List.of(at(Source.SAID, "Asia/Kamchatka")))
                .withCalls(List.of(
                        PastCall.ofCampaign(null, Cast.PAVELS, WINTER, moscow("2026-12-01T09:30"), false),
                        PastCall.ofCampaign(null, Cast.PAVELS, WINTER, moscow("2026-12-01T10:30"), false),
                        PastCall.ofCampaign(null, Cast.SHARED, WINTER, moscow("2026-12-01T11:30"), false)));
        assertThat(ask(service, inKamchatka, "2026-12-01T11:45").allowed())
                .as("20:45 of the first there: three today")
                .isFalse();
        DialAnswer nextDay = ask(service, inKamchatka, "2026-12-02T00:30");
        assertThat(nextDay.allowed())
                .as("in Moscow it is the same night, there it is the morning of the second")
                .isTrue();
        assertThat(ask(service, inKamchatka, "2026-12-01T11:45").next()).isEqualTo(moscow("2026-12-02T00:00"));
    }

    @Test
    void whoIsOnTheListIsCalledFromThatMomentOnByNobody() {
        DialFacts listed = muscovite()
                .withDoNotCall(List.of(
                        DoNotCallEntry.of(Cast.MARIAS, moscow("2026-12-01T10:00"), "просила не звонить", null)));
        assertThat(ask(service, listed, "2026-12-01T09:59:59.999").allowed()).isTrue();
        DialAnswer no = ask(service, listed, "2026-12-01T10:00");
        assertThat(codes(no)).containsExactly(Code.DO_NOT_CALL);
        assertThat(no.next()).isNull();
        assertThat(no.reasons().get(0).words(RUSSIAN))
                .contains("просила не звонить")
                .contains("1 дек.");
        DialAnswer hand = byHand(listed, "2026-12-01T10:00:01");
        assertThat(hand.allowed()).isFalse();
        assertThat(hand.onlyDoNotCall()).isTrue();
    }

    @Test
    void aListKnowsNumbersBeginningsPeopleAndCompaniesPurposesAndEnds() {
        UUID company = UUID.randomUUID();
        DoNotCallEntry person = DoNotCallEntry.of(MARIA, moscow("2026-01-01T00:00"), null, null);
        DialFacts known = muscovite().whose(Set.of(MARIA, company));
        String noon = "2026-12-01T12:00";
        assertThat(ask(service, known.withDoNotCall(List.of(person)), noon).allowed())
                .isFalse();
        assertThat(ask(service, known.withDoNotCall(List.of(person.only(Purpose.ADVERTISING))), noon)
                        .allowed())
                .isTrue();
        assertThat(ask(service, known.withDoNotCall(List.of(person.onlyOf(WINTER))), noon)
                        .allowed())
                .isTrue();
        assertThat(ask(service, known.withDoNotCall(List.of(person.onlyOf(AUTUMN))), noon)
                        .allowed())
                .isFalse();
        assertThat(ask(service, known.withDoNotCall(List.of(person.ended(moscow(noon)))), noon)
                        .allowed())
                .isTrue();
        assertThat(ask(
                                service,
                                known.withDoNotCall(
                                        List.of(DoNotCallEntry.of(company, moscow("2026-01-01T00:00"), null, null))),
                                noon)
                        .allowed())
                .isFalse();
        var beginning = new DoNotCallEntry(
                null, null, "7916", null, null, null, null, moscow("2026-01-01T00:00"), null, null, null);
        assertThat(ask(service, known.withDoNotCall(List.of(beginning)), noon).allowed())
                .isFalse();
    }

    @Test
    void advertisingWantsConsentAndAPersonWhoPressesTheButton() {
        String noon = "2026-12-01T12:00";
        DialAnswer without = ask(advertising, muscovite(), noon);
        assertThat(codes(without)).containsExactly(Code.NO_CONSENT);
        assertThat(without.next()).isNull();
        assertThat(ask(service, muscovite(), noon).allowed()).isTrue();
        DialFacts consenting = muscovite().withConsents(agreed());
        assertThat(ask(advertising, consenting, noon).allowed()).isTrue();
        for (DialMode mode : List.of(DialMode.PROGRESSIVE, DialMode.POWER, DialMode.PREDICTIVE)) {
            var asked = DialQuestion.of(Cast.MARIAS, MARIA, advertising, mode, moscow(noon))
                    .showing(Cast.LINE);
            DialFacts labelled = consenting.withLines(List.of(line("Ромашка")));
            assertThat(codes(DialGate.mayDial(asked, labelled)))
                    .containsExactly(mode == DialMode.PROGRESSIVE ? Code.MODE_UNSIGNED : Code.MODE);
            var signed = DialQuestion.of(
                            Cast.MARIAS, MARIA, advertising.signedForAutomaticDialling(), mode, moscow(noon))
                    .showing(Cast.LINE);
            assertThat(DialGate.mayDial(signed, labelled).allowed()).isEqualTo(mode == DialMode.PROGRESSIVE);
        }
    }

    private static OwnLine line(String label) {
        return new OwnLine(
                Cast.LINE, label, "торговля", label == null ? null : "17/26", LocalDate.parse("2025-09-01"), null);
    }

    @Test
    void theNewestWordCountsAndARefusalHoldsForItsPurpose() {
        var words = new ArrayList<>(agreed());
        words.add(new ConsentFact("ads", false, moscow("2026-11-20T12:00"), "по телефону", null));
        DialFacts withdrawn = muscovite().withConsents(words);
        assertThat(codes(ask(advertising, withdrawn, "2026-12-01T12:00"))).containsExactly(Code.CONSENT_WITHDRAWN);
        assertThat(ask(advertising, withdrawn, "2026-11-20T11:59").allowed()).isTrue();
        assertThat(ask(service, withdrawn, "2026-12-01T12:00").allowed()).isTrue();
        var askedFor = DialQuestion.of(Cast.MARIAS, MARIA, advertising, DialMode.PREVIEW, moscow("2026-12-01T12:00"))
                .thatTheyAskedFor();
        assertThat(DialGate.mayDial(askedFor, withdrawn).allowed()).isTrue();
    }

    @Test
    void whoElseHasTheNumberAndRefusedIsNotCalledOnItAndNobodyAllowsForAnother() {
        UUID ivan = UUID.randomUUID();
        var words = new ArrayList<>(agreed());
        words.add(new ConsentFact("ads", false, moscow("2026-09-01T12:00"), "письмом", null, ivan));
        DialFacts shared = muscovite().withConsents(words);
        assertThat(codes(ask(advertising, shared, "2026-12-01T12:00")))
                .as("although hers is the newer word")
                .containsExactly(Code.CONSENT_WITHDRAWN);
        assertThat(ask(service, shared, "2026-12-01T12:00").allowed()).isTrue();
        words.add(new ConsentFact("ads", true, moscow("2026-11-01T12:00"), "form", "v3", ivan));
        assertThat(ask(advertising, muscovite().withConsents(words), "2026-12-01T12:00")
                        .allowed())
                .isTrue();
        assertThat(codes(ask(advertising, muscovite().withConsents(words.subList(2, 3)), "2026-12-01T12:00")))
                .containsExactly(Code.NO_CONSENT);
    }

    @Test
    void anAssumedZoneIsNoneOfAnotherCountry() {
        PhoneNumber almaty = PhoneNumber.of("+77012345678");
        DialFacts there =
                DialFacts.of("KZ", HOLIDAYS, ShippedLimits.all(), MOSCOW).withZones(evidence.of(almaty, "KZ"));
        DialAnswer late = ask(almaty, officeHours.assuming(MOSCOW), there, "2026-12-01T19:59");
        assertThat(codes(late)).contains(Code.HOURS);
        PhoneNumber newYork = PhoneNumber.of("+12125550123");
        DialFacts abroad =
                DialFacts.of("US", HOLIDAYS, ShippedLimits.all(), MOSCOW).withZones(evidence.of(newYork, "US"));
        assertThat(ask(newYork, officeHours.assuming(MOSCOW), abroad, "2026-12-01T10:00")
                        .allowed())
                .as("it is three in the morning there")
                .isFalse();
    }

    @Test
    void ofDebtsTheLawCountsConversationsAndNoOwnerOverridesIt() {
        DialFacts twoTalks = muscovite()
                .withCalls(List.of(
                        PastCall.byHand(null, Cast.MARIAS, moscow("2026-11-27T12:00"), "Анна", true),
                        PastCall.ofCampaign(null, Cast.PAVELS, AUTUMN, moscow("2026-11-29T12:00"), true)));
        DialAnswer third = ask(debt, twoTalks, "2026-12-01T12:00");
        assertThat(codes(third)).containsExactly(Code.TALKS_WEEK);
        assertThat(third.next()).isEqualTo(moscow("2026-12-04T08:00"));
        var owner = new DialQuestion(
                Cast.MARIAS, MARIA, debt, DialMode.HAND, null, null, false, moscow("2026-12-01T12:00"));
        assertThat(codes(DialGate.mayDial(owner, twoTalks))).containsExactly(Code.TALKS_WEEK);
        assertThat(DialGate.mayDial(owner, twoTalks).onlyDoNotCall()).isFalse();
        assertThat(codes(DialGate.mayDial(owner.at(moscow("2026-12-05T20:30")), muscovite())))
                .as("a Saturday that is worked is a workday")
                .isEmpty();
        assertThat(codes(DialGate.mayDial(owner.at(moscow("2026-12-12T20:30")), muscovite())))
                .containsExactly(Code.HOURS);
    }

    @Test
    void withoutTheHolidaysOfNextYearACampaignThatAsksForThemStandsStill() {
        DialAnswer january = ask(advertising, muscovite().withConsents(agreed()), "2027-01-02T12:00");
        assertThat(codes(january)).contains(Code.CALENDAR_MISSING);
        assertThat(january.next()).isNull();
        assertThat(january.reasons().get(0).words(RUSSIAN)).contains("2027");
        DialAnswer newYearsEve = ask(advertising, muscovite().withConsents(agreed()), "2026-12-31T12:00");
        assertThat(codes(newYearsEve)).containsExactly(Code.HOLIDAY);
        assertThat(ask(service, muscovite(), "2027-01-02T12:00").allowed())
                .as("its hours are the same on every day")
                .isTrue();
    }

    @Test
    void whoRefusedIsLeftAloneHereForGoodAndElsewhereForNinetyDays() {
        DialFacts refused = muscovite()
                .withConsents(agreed())
                .withCalls(List.of(PastCall.ofCampaign(null, Cast.MARIAS, WINTER, moscow("2026-10-12T12:00"), true)
                        .andRefused()));
        DialAnswer elsewhere = ask(advertising, refused, "2026-12-01T12:00");
        assertThat(codes(elsewhere)).containsExactly(Code.REFUSED_ELSEWHERE);
        assertThat(elsewhere.reasons().get(0).until()).isEqualTo(moscow("2027-01-10T12:00"));
        assertThat(ask(service, refused, "2026-12-01T12:00").allowed()).isTrue();
        CampaignRules winter = CampaignRules.of(WINTER, "Зима", Purpose.SERVICE);
        assertThat(codes(ask(winter, refused, "2026-12-01T12:00"))).containsExactly(Code.REFUSED_HERE);
    }

    @Test
    void byHandWindowsAndCapsAreToldAndStopNothing() {
        DialFacts tired = muscovite()
                .withCalls(List.of(tried("2026-12-01T20:05"), tried("2026-12-01T20:40"), tried("2026-12-01T21:15")));
        DialAnswer night = byHand(tired, "2026-12-01T23:30");
        assertThat(night.allowed()).isTrue();
        assertThat(night.next()).isEqualTo(moscow("2026-12-01T23:30"));
        assertThat(told(night)).contains(Code.HOURS, Code.NUMBER_DAY, Code.PERSON_DAY);
    }

    @Test
    void onlyNumbersOfTheListWithALabelAreShown() {
        var asked = DialQuestion.of(Cast.MARIAS, MARIA, service, DialMode.PREVIEW, moscow("2026-12-01T12:00"))
                .showing(Cast.LINE);
        assertThat(codes(DialGate.mayDial(asked, muscovite()))).containsExactly(Code.LINE_UNKNOWN);
        assertThat(codes(DialGate.mayDial(asked, muscovite().withLines(List.of(line(null))))))
                .containsExactly(Code.LINE_UNLABELLED);
        DialFacts labelled = muscovite().withLines(List.of(line("Ромашка")));
        assertThat(DialGate.mayDial(asked, labelled).allowed()).isTrue();
        var another = DialQuestion.of(
                        Cast.MARIAS, MARIA, service.showing(Set.of(Cast.SHARED)), DialMode.PREVIEW, asked.at())
                .showing(Cast.LINE);
        assertThat(codes(DialGate.mayDial(another, labelled))).containsExactly(Code.LINE_UNKNOWN);
        var unsaid = DialQuestion.of(Cast.MARIAS, MARIA, service, DialMode.PREVIEW, asked.at());
        assertThat(told(DialGate.mayDial(unsaid, labelled))).containsExactly(Code.NO_LINE);
    }

    @Test
    void aRegisterThatIsTooOldIsReadInAgainFirst() {
        var limits = new HashMap<String, Integer>(Map.of("GB", 28, "US", 31));
        limits.forEach((country, days) -> {
            String zone = country.equals("GB") ? "Europe/London" : "America/New_York";
            DialFacts facts = DialFacts.of(country, HOLIDAYS, ShippedLimits.all(), MOSCOW)
                    .withZones(List.of(at(Source.SAID, zone)));
            Instant noon = LocalDateTime.parse("2026-12-01T12:00")
                    .atZone(ZoneId.of(zone))
                    .toInstant();
            var asked = DialQuestion.of(PhoneNumber.of("+442079460000"), null, advertising, DialMode.PREVIEW, noon);
            var fresh = List.of(new RegisterImport("tps", country, noon.minusSeconds(days * 86_400L)));
            var old = List.of(new RegisterImport("tps", country, noon.minusSeconds(days * 86_400L + 1)));
            assertThat(codes(DialGate.mayDial(asked, facts.withRegisters(fresh))))
                    .isEmpty();
            assertThat(codes(DialGate.mayDial(asked, facts.withRegisters(old)))).containsExactly(Code.REGISTER_OLD);
        });
    }

    @Test
    void ourOwnNumbersAndThoseThatCostExtraStandOnNoList() {
        for (NumberKind kind : List.of(NumberKind.OURS, NumberKind.PREMIUM, NumberKind.SATELLITE)) {
            assertThat(codes(ask(service, muscovite().ofKind(kind), "2026-12-01T12:00")))
                    .containsExactly(Code.NEVER_DIALLED);
            assertThat(byHand(muscovite().ofKind(kind), "2026-12-01T12:00").allowed())
                    .isTrue();
        }
    }

    @Test
    void whoAnsweredAndReachedNobodyIsDialledForAnAgentWhoWaitsAlone() {
        DialFacts dropped = muscovite()
                .withCalls(List.of(tried("2026-11-30T12:00").andDropped()))
                .withLines(List.of(line("Ромашка")));
        var asked = DialQuestion.of(Cast.MARIAS, MARIA, service, DialMode.PREDICTIVE, moscow("2026-12-01T12:00"))
                .showing(Cast.LINE);
        DialAnswer predictive = DialGate.mayDial(asked, dropped);
        assertThat(codes(predictive)).containsExactly(Code.DROPPED);
        assertThat(predictive.next()).isEqualTo(moscow("2026-12-03T12:00"));
        assertThat(ask(service, dropped, "2026-12-01T12:00").allowed()).isTrue();
    }

    @Test
    void aCampaignHasDaysACountAndAZoneThatItsLeadAnswersFor() {
        CampaignRules short1 = service.between(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-03"));
        assertThat(codes(ask(short1, muscovite(), "2026-12-01T12:00"))).containsExactly(Code.NOT_BEGUN);
        assertThat(ask(short1, muscovite(), "2026-12-01T12:00").next()).isEqualTo(moscow("2026-12-02T09:00"));
        assertThat(codes(ask(short1, muscovite(), "2026-12-04T12:00"))).containsExactly(Code.OVER);
        DialFacts once = muscovite().withCalls(List.of(tried("2026-11-01T12:00")));
        assertThat(codes(ask(service.atMost(1), once, "2026-12-01T12:00"))).containsExactly(Code.PERSON_CAMPAIGN);
        DialAnswer assumed = ask(officeHours.assuming(MOSCOW), of(Cast.MARIAS), "2026-12-01T15:00");
        assertThat(assumed.allowed()).isTrue();
        assertThat(assumed.zones().because()).extracting(ZoneEvidence::source).contains(Source.ASSUMED);
        assertThat(codes(ask(service, muscovite().withZones(List.of()), "2026-12-01T12:00")))
                .containsExactly(Code.ZONE_UNKNOWN);
    }

    @Test
    void manyCallsOfOnePurposeAreToldToBeMassCalls() {
        DialAnswer hundredth = ask(service, muscovite().withCallsOfPurposeToday(100), "2026-12-01T12:00");
        assertThat(hundredth.allowed()).isTrue();
        assertThat(told(hundredth)).contains(Code.MASS);
    }

    @Test
    void everyReasonHasItsWordsInBothLanguages() {
        for (Code code : Code.values()) {
            DialReason reason = DialReason.of(code, "1", "2", "3", "4");
            for (Locale locale : List.of(RUSSIAN, Locale.ENGLISH)) {
                assertThat(reason.words(locale)).doesNotContain("dialrules.").doesNotContain("{");
            }
        }
    }
}
