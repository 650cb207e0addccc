package org.ringbook.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Lead.Channel;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.leads.Lead.State;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;

/** Working time is Monday to Friday, nine to six in Moscow; somebody should answer within 30 minutes of it. */
class LeadsTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant FRIDAY = at("2026-03-06T17:50");
    private static final Instant MONDAY = at("2026-03-09T09:03");

    private final TestCrm crm = new TestCrm();
    private final CallLog log = new CallLog(crm.database());
    private StaffMember anna;
    private StaffMember boris;
    private Leads leads;

    private static Instant at(String there) {
        return LocalDateTime.parse(there).atZone(MOSCOW).toInstant();
    }

    @BeforeEach
    void annaAndBorisSell() {
        anna = crm.staff().save(Cast.anna());
        boris = crm.staff().save(Cast.boris());
        leads = at(MONDAY, true, 20);
    }

    @AfterEach
    void goodbye() {
        crm.jdbc().sql("truncate lead, absence cascade").update();
        crm.close();
    }

    private Leads at(Instant now, boolean fromCalls, int capacity) {
        var queue = new LeadSettings.Queue(List.of(
                new LeadSettings.Member("anna", 1, capacity),
                new LeadSettings.Member("boris", 1, capacity),
                new LeadSettings.Member("nobody", 1, capacity)));
        var settings = new LeadSettings(
                fromCalls,
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                14,
                Duration.ofMinutes(60),
                Map.of("sales", queue));
        return new Leads(
                crm.jdbc(),
                crm.bean(PlatformTransactionManager.class),
                crm.directory(),
                crm.staff(),
                settings,
                WorkingCalendar.usual(MOSCOW),
                absences(),
                Clock.fixed(now, MOSCOW));
    }

    private Absences absences() {
        return new Absences(crm.jdbc(), crm.staff());
    }

    @Test
    void whoIsAwayIsGivenNothingAndTheirDeputyIsAskedFirst() {
        var monday = MONDAY.atZone(MOSCOW).toLocalDate();
        absences().add(anna.id(), monday, monday.plusDays(4), null, "отпуск", anna);
        leads.take(form(PhoneNumber.of("+79990000001"), MONDAY));
        leads.take(form(PhoneNumber.of("+79990000002"), MONDAY));
        leads.giveOut();
        assertThat(all()).extracting(Lead::responsibleId).containsOnly(boris.id());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> absences().add(anna.id(), monday, monday, null, null, boris));
        assertThat(absences().standsIn(anna, monday)).isEmpty();
        absences().add(anna.id(), monday, monday, boris.id(), null, anna);
        assertThat(absences().standsIn(anna, monday)).contains(boris);
    }

    @Test
    void whatNobodyTouchesGoesToTheNextTwiceAtMostAndThenASupervisorDecides() {
        leads.take(form(PhoneNumber.of("+79990000003"), MONDAY));
        leads.giveOut();
        UUID first = all().get(0).responsibleId();
        assertThat(at(MONDAY.plus(Duration.ofMinutes(59)), true, 20).handOn()).isZero();

        Leads later = at(MONDAY.plus(Duration.ofMinutes(61)), true, 20);
        assertThat(later.handOn()).isOne();
        UUID second = all().get(0).responsibleId();
        assertThat(List.of(first, second)).containsExactlyInAnyOrder(anna.id(), boris.id());
        assertThat(later.events(all().get(0).id()).get(0).text()).isEqualTo("untouched");

        Leads stillLater = at(MONDAY.plus(Duration.ofMinutes(125)), true, 20);
        assertThat(stillLater.handOn()).as("nobody else is there").isZero();
        assertThat(stillLater.events(all().get(0).id()).get(0).kind()).isEqualTo("escalated");
        assertThat(stillLater.handOn()).isZero();
    }

    @Test
    void whatSomebodyTouchedStaysTheirs() {
        leads.take(form(PhoneNumber.of("+79990000004"), MONDAY));
        leads.giveOut();
        Lead lead = all().get(0);
        leads.note(lead.id(), "Перезвоню после обеда", lead.responsibleId());
        assertThat(at(MONDAY.plus(Duration.ofHours(3)), true, 20).handOn()).isZero();
    }

    @Test
    void aNumberOfAnOpenLeadSaysWhoCalls() {
        var numbers = new OpenLeadNumbers(crm.jdbc());
        leads.take(form(PhoneNumber.of("+79990000005"), MONDAY));
        numbers.look();
        assertThat(numbers.of(PhoneNumber.of("+79990000005")).orElseThrow().name())
                .isEqualTo("Мария");
        leads.close(all().get(0).id(), Lead.State.JUNK, null, anna.id());
        numbers.look();
        assertThat(numbers.of(PhoneNumber.of("+79990000005"))).isEmpty();
    }

    private static Incoming form(PhoneNumber phone, Instant at) {
        return new Incoming(
                Channel.FORM,
                "сайт",
                null,
                "Мария",
                null,
                phone,
                null,
                "Перезвоните",
                null,
                Map.of("utm_source", "yandex"),
                null,
                null,
                null,
                at);
    }

    /** @param answered null when nobody did */
    private Call call(PhoneNumber number, Call.Direction direction, Instant at, String answered) {
        Call like = answered == null ? CallsOfTheDay.missed(at) : CallsOfTheDay.answered(at);
        Call call = Call.of(draft -> {
            draft.id = UUID.randomUUID();
            draft.source = like.source();
            draft.sourceId = draft.id.toString();
            draft.direction = direction;
            draft.state = Call.State.ENDED;
            draft.result = answered != null
                    ? Call.Result.ANSWERED
                    : direction == Call.Direction.INBOUND ? Call.Result.MISSED : Call.Result.NO_ANSWER;
            draft.external = number;
            draft.startedAt = at;
            draft.answeredAt = answered == null ? null : at;
            draft.endedAt = at.plusSeconds(12);
            draft.agent = answered;
            draft.answeredBy = answered == null ? List.of() : List.of(answered);
            draft.rang = List.of("101");
            draft.legs = List.of();
            draft.transfers = List.of();
            draft.recordings = List.of();
            draft.rules = List.of();
        });
        log.write(List.of(CallsOfTheDay.change(call)));
        return call;
    }

    private void ended(Leads by, Call call) {
        new LeadCalls(by, log, crm.staff())
                .take(List.of(new FeedChange(1, ChangeType.ENDED, call.id(), null, null, Instant.now())));
    }

    private List<Lead> all() {
        return leads.rows().list("true", Map.of(), 50);
    }

    @Test
    void somebodyUnknownIsMissedOnFridayEveningAndCalledBackOnMonday() {
        ended(leads, call(Cast.UNKNOWN, Call.Direction.INBOUND, FRIDAY, null));
        ended(leads, call(Cast.UNKNOWN, Call.Direction.INBOUND, FRIDAY.plusSeconds(300), null));
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.touches()).isEqualTo(2);
            assertThat(lead.state()).isEqualTo(State.NEW);
            assertThat(lead.dueAt()).isEqualTo(at("2026-03-09T09:20"));
        });
        ended(leads, call(Cast.UNKNOWN, Call.Direction.OUTBOUND, MONDAY.minusSeconds(60), null));
        assertThat(all().get(0).firstResponseAt()).as("an attempt is no answer").isNull();
        Call back = call(Cast.UNKNOWN, Call.Direction.OUTBOUND, MONDAY, "101");
        ended(leads, back);
        ended(leads, back);
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.state()).isEqualTo(State.IN_WORK);
            assertThat(lead.firstResponseBy()).isEqualTo(anna.id());
            assertThat(lead.responsibleId()).isEqualTo(anna.id());
            assertThat(leads.waited(lead)).isEqualTo(Duration.ofMinutes(13));
            assertThat(leads.events(lead.id())).hasSize(4);
        });
    }

    @Test
    void callsMakeNoLeadsWhereTheSettingsDoNotSaySoNorOfAClientNorWhenTheyAreShort() {
        ended(at(MONDAY, false, 20), call(Cast.UNKNOWN, Call.Direction.INBOUND, FRIDAY, null));
        crm.contacts().save(Cast.maria(null));
        ended(leads, call(Cast.MARIAS, Call.Direction.INBOUND, FRIDAY, "101"));
        ended(leads, call(Cast.PAVELS, Call.Direction.OUTBOUND, FRIDAY, "101"));
        assertThat(all()).isEmpty();
    }

    @Test
    void aCallThatWasNoneTakesItsUntouchedLeadAlong() {
        Call call = call(Cast.UNKNOWN, Call.Direction.INBOUND, FRIDAY, null);
        ended(leads, call);
        new LeadCalls(leads, log, crm.staff())
                .take(List.of(new FeedChange(2, ChangeType.WITHDRAWN, call.id(), null, null, Instant.now())));
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.state()).isEqualTo(State.JUNK);
            assertThat(leads.events(lead.id()).get(0).kind()).isEqualTo("withdrawn");
        });
    }

    @Test
    void aFormAndACallOfOneNumberWithinAMomentAreOneLeadWithTwoEvents() throws Exception {
        Call call = call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY, null);
        var together = new CyclicBarrier(2);
        Callable<Object> sent = () -> {
            together.await();
            return leads.take(form(Cast.UNKNOWN, MONDAY));
        };
        Callable<Object> called = () -> {
            together.await();
            ended(leads, call);
            return null;
        };
        var both = Executors.newFixedThreadPool(2);
        for (var one : both.invokeAll(List.of(sent, called))) {
            one.get();
        }
        both.shutdown();
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.touches()).isEqualTo(2);
            assertThat(lead.name()).isEqualTo("Мария");
            assertThat(leads.events(lead.id())).hasSize(2);
        });
    }

    @Test
    void junkOfFiveDaysAgoIsOpenedAgainAndOfTwentyDaysIsANewLead() {
        Lead lead = leads.take(form(Cast.UNKNOWN, MONDAY)).orElseThrow();
        leads.close(lead.id(), State.JUNK, null, anna.id());
        Lead again =
                leads.take(form(Cast.UNKNOWN, MONDAY.plus(Duration.ofDays(5)))).orElseThrow();
        assertThat(again.id()).isEqualTo(lead.id());
        assertThat(again.state().isOpen()).isTrue();
        assertThat(again.reopened()).isEqualTo(1);
        assertThat(again.dueAt()).isAfter(lead.dueAt());
        leads.close(lead.id(), State.JUNK, null, anna.id());
        Lead later =
                leads.take(form(Cast.UNKNOWN, MONDAY.plus(Duration.ofDays(20)))).orElseThrow();
        assertThat(later.id()).isNotEqualTo(lead.id());
        assertThat(later.repeatOf()).isEqualTo(lead.id());
    }

    @Test
    void whatWasAskedBeforeALeadWasRefusedDoesNotOpenIt() {
        Lead lead = leads.take(form(Cast.UNKNOWN, MONDAY)).orElseThrow();
        leads.close(lead.id(), State.JUNK, null, anna.id());
        Lead refused = leads.find(lead.id()).orElseThrow();
        Lead old = leads.take(form(Cast.UNKNOWN, MONDAY.minus(Duration.ofDays(400))))
                .orElseThrow();
        assertThat(old.id()).isNotEqualTo(lead.id());
        assertThat(old.touches()).isEqualTo(1);
        assertThat(leads.find(lead.id())).contains(refused);
    }

    @Test
    void leadsAreGivenOutInTurnWhileTheCompanyWorks() {
        for (int i = 0; i < 4; i++) {
            leads.take(form(PhoneNumber.of("+7999000000" + i), FRIDAY.plusSeconds(i)));
        }
        assertThat(at(at("2026-03-08T12:00"), true, 20).giveOut())
                .as("on Sunday")
                .isZero();
        assertThat(leads.giveOut()).isEqualTo(4);
        assertThat(all()).extracting(Lead::responsibleId).containsOnly(anna.id(), boris.id());
        assertThat(all())
                .filteredOn(lead -> lead.responsibleId().equals(anna.id()))
                .hasSize(2);
    }

    @Test
    void whenAllAreFullTheLeadWaits() {
        Leads full = at(MONDAY, true, 1);
        for (int i = 0; i < 3; i++) {
            full.take(form(PhoneNumber.of("+7999000000" + i), FRIDAY.plusSeconds(i)));
        }
        assertThat(full.giveOut()).isEqualTo(2);
        Lead waiting = all().stream()
                .filter(lead -> lead.responsibleId() == null)
                .findFirst()
                .orElseThrow();
        assertThat(waiting.phone()).as("who came last").isEqualTo(PhoneNumber.of("+79990000002"));
        assertThat(waiting.isLate(at("2026-03-09T09:21"))).isTrue();
        at(at("2026-03-09T09:04"), true, 1).giveOut();
        assertThat(escalated(waiting)).isFalse();
        at(at("2026-03-09T09:06"), true, 1).giveOut();
        assertThat(escalated(waiting))
                .as("a supervisor is told at half of the half hour")
                .isTrue();
        at(at("2026-03-09T09:09"), true, 1).giveOut();
        assertThat(leads.events(waiting.id()))
                .filteredOn(event -> event.kind().equals("escalated"))
                .as("once")
                .hasSize(1);
        full.close(
                all().stream()
                        .filter(lead -> lead.responsibleId() != null)
                        .findFirst()
                        .orElseThrow()
                        .id(),
                State.JUNK,
                null,
                null);
        assertThat(full.giveOut()).as("there is room again").isEqualTo(1);
        assertThat(escalated(waiting)).isFalse();
    }

    private boolean escalated(Lead lead) {
        return crm.jdbc()
                .sql("select escalated_at is not null from lead where id = ?")
                .param(lead.id())
                .query(Boolean.class)
                .single();
    }

    @Test
    void aClientsFormGoesToTheirOwnerAndWhoHasLeftGetsNothing() {
        crm.contacts().save(new Contact(null, "Мария", null, null, null, null, "102", Cast.numbers(Cast.MARIAS)));
        Lead lead = leads.take(form(Cast.MARIAS, MONDAY)).orElseThrow();
        assertThat(lead.responsibleId()).isEqualTo(boris.id());
        assertThat(lead.partyId()).isNotNull();

        crm.staff()
                .save(new StaffMember(
                        boris.id(), boris.name(), boris.login(), boris.role(), List.of(), boris.language(), false));
        for (int i = 0; i < 3; i++) {
            leads.take(form(PhoneNumber.of("+7999000000" + i), FRIDAY.plusSeconds(i)));
        }
        leads.giveOut();
        assertThat(all())
                .filteredOn(one -> !one.id().equals(lead.id()))
                .extracting(Lead::responsibleId)
                .containsOnly(anna.id());
    }

    @Test
    void aLeadBecomesAClientOnceHoweverOftenTheButtonIsPressedAndBackWithinADay() {
        LeadConversion conversion = conversion();
        Lead lead = leads.take(form(Cast.UNKNOWN, Instant.now())).orElseThrow();
        var decision = new Decision(false, null, false, anna.id());
        Lead converted = conversion.toNew(lead.id(), "Мария Петрова", null, decision);
        Lead again = conversion.toNew(lead.id(), "Мария Петрова", null, decision);
        assertThat(again.partyId()).isEqualTo(converted.partyId());
        assertThat(crm.contacts().contacts("петрова", null, null, 5).items()).hasSize(1);
        assertThat(crm.bean(PartyDetails.class)
                        .of(converted.partyId())
                        .orElseThrow()
                        .source())
                .isEqualTo("сайт");

        Lead back = conversion.undo(lead.id(), anna.id());
        assertThat(back.state()).isEqualTo(State.IN_WORK);
        assertThat(crm.contacts().contact(converted.partyId())).isEmpty();
    }

    private LeadConversion conversion() {
        return new LeadConversion(
                leads,
                crm.contacts(),
                crm.bean(PartyDetails.class),
                crm.bean(Duplicates.class),
                crm.bean(FieldValues.class));
    }

    @Test
    void whatStandsInTheFieldsOfALeadGoesToTheFieldsOfTheClientThatAreCalledAlike() {
        Fields fields = crm.bean(Fields.class);
        FieldValues values = crm.bean(FieldValues.class);
        for (FieldSubject subject : List.of(FieldSubject.LEAD, FieldSubject.PERSON)) {
            fields.save(
                    new Field(
                            null, subject, "lorries", FieldKind.NUMBER, "Машин", null, 0, false, false, true, null, 0),
                    null);
        }
        fields.save(
                new Field(
                        null,
                        FieldSubject.LEAD,
                        "remark",
                        FieldKind.TEXT,
                        "Пометка",
                        null,
                        0,
                        false,
                        false,
                        true,
                        null,
                        0),
                null);
        Lead lead = leads.take(form(Cast.UNKNOWN, Instant.now())).orElseThrow();
        values.write(FieldSubject.LEAD, lead.id(), Map.of("lorries", 12, "remark", "срочно"));
        Lead converted =
                conversion().toNew(lead.id(), "Мария Петрова", null, new Decision(false, null, false, anna.id()));
        assertThat(values.of(FieldSubject.PERSON, converted.partyId())).containsOnly(Map.entry("lorries", 12));
    }

    @Test
    void whoIsKnownIsOfferedAndANewOneIsMadeOnlyByADecision() {
        LeadConversion conversion = conversion();
        Contact maria = crm.contacts().save(Cast.maria(null));
        Lead lead = leads.take(form(Cast.MARIAS, Instant.now())).orElseThrow();
        assertThat(conversion.candidates(lead))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(maria.id()));
        assertThatExceptionOfType(PossibleDuplicates.class)
                .isThrownBy(() -> conversion.toNew(lead.id(), "Маша", null, Decision.none()));
        assertThat(leads.find(lead.id()).map(Lead::state))
                .as("nothing was changed")
                .contains(lead.state());
        assertThat(conversion.toKnown(lead.id(), maria.id(), anna.id()).partyId())
                .isEqualTo(maria.id());
        conversion.undo(lead.id(), anna.id());
        assertThat(crm.contacts().contact(maria.id())).as("was there before").isPresent();
    }

    @Test
    void whatCannotBeDoneIsRefusedInWords() {
        Lead lead = leads.take(form(Cast.UNKNOWN, MONDAY)).orElseThrow();
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> leads.close(lead.id(), State.LOST, " ", anna.id()));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> leads.assign(lead.id(), UUID.randomUUID(), anna.id()));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> leads.reopen(lead.id(), anna.id()));
        leads.close(lead.id(), State.LOST, "дорого", anna.id());
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> leads.assign(lead.id(), anna.id(), anna.id()));
        assertThat(leads.find(UUID.randomUUID())).isEqualTo(Optional.empty());
    }

    private void told(ChangeType type, Call call, UUID other) {
        new LeadCalls(leads, log, crm.staff())
                .take(List.of(new FeedChange(3, type, call.id(), other, null, Instant.now())));
    }

    /** The same call, as it is known after it was derived again. */
    private void derivedAgain(Call call, String answered) {
        log.write(List.of(CallsOfTheDay.change(again(call, answered))));
        told(ChangeType.REDERIVED, call, null);
    }

    private static Call again(Call call, String answered) {
        boolean inbound = call.direction() == Call.Direction.INBOUND;
        return call.with(draft -> {
            draft.result =
                    answered != null ? Call.Result.ANSWERED : inbound ? Call.Result.MISSED : Call.Result.NO_ANSWER;
            draft.answeredAt = answered == null ? null : call.startedAt();
            draft.agent = answered;
            draft.answeredBy = answered == null ? List.of() : List.of(answered);
        });
    }

    @Test
    void aCallThatIsToldAgainOrLateOpensNothingThatAnnaClosed() {
        Instant now = Instant.now();
        Call call = call(Cast.UNKNOWN, Call.Direction.INBOUND, now.minusSeconds(600), null);
        Leads today = at(now, true, 20);
        ended(today, call);
        today.close(all().get(0).id(), State.JUNK, null, anna.id());
        derivedAgain(call, null);
        ended(today, call);
        ended(today, call(Cast.UNKNOWN, Call.Direction.INBOUND, now.minusSeconds(900), null));
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.state()).isEqualTo(State.JUNK);
            assertThat(lead.reopened()).isZero();
        });
        ended(
                at(now.plusSeconds(900), true, 20),
                call(Cast.UNKNOWN, Call.Direction.INBOUND, now.plusSeconds(60), null));
        assertThat(all())
                .singleElement()
                .satisfies(lead -> assertThat(lead.state()).isEqualTo(State.NEW));
    }

    @Test
    void aHistoryOfLastWeekMakesNoLeadsAndACallFromBeforeIsNoAnswer() {
        ended(leads, call(Cast.PAVELS, Call.Direction.INBOUND, MONDAY.minus(Duration.ofDays(5)), null));
        assertThat(all()).isEmpty();
        leads.take(form(Cast.UNKNOWN, MONDAY));
        ended(leads, call(Cast.UNKNOWN, Call.Direction.OUTBOUND, MONDAY.minusSeconds(3600), "101"));
        ended(leads, call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY.minusSeconds(1800), "101"));
        assertThat(all())
                .singleElement()
                .satisfies(lead -> assertThat(lead.firstResponseAt()).isNull());
    }

    @Test
    void derivedAgainItWasAnsweredAndAnnaIsCreditedAndNotWhenItWasNot() {
        Call call = call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY, null);
        ended(leads, call);
        derivedAgain(call, "101");
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.state()).isEqualTo(State.IN_WORK);
            assertThat(lead.firstResponseBy()).isEqualTo(anna.id());
            assertThat(lead.touches()).isOne();
        });
        derivedAgain(call, null);
        assertThat(all().get(0).firstResponseAt()).as("the clock goes on").isNull();
        Call tried = call(Cast.UNKNOWN, Call.Direction.OUTBOUND, MONDAY.plusSeconds(60), null);
        ended(leads, tried);
        derivedAgain(tried, "102");
        assertThat(all().get(0).firstResponseBy()).isEqualTo(boris.id());
        told(ChangeType.WITHDRAWN, tried, null);
        assertThat(all().get(0).firstResponseAt()).as("there was no such call").isNull();
    }

    @Test
    void whatWasNoCallTakesALeadAlongThatWasGivenInTurnAndBringsItBackWhenItWasOne() {
        Call call = call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY, null);
        ended(leads, call);
        assertThat(leads.giveOut()).isOne();
        told(ChangeType.WITHDRAWN, call, null);
        assertThat(all().get(0).state()).isEqualTo(State.JUNK);
        told(ChangeType.REDERIVED, call, null);
        assertThat(all().get(0).state().isOpen()).isTrue();
    }

    @Test
    void oneCallThatTwoSourcesSawIsOneContact() {
        Call first = call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY, null);
        Call second = call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY.plusSeconds(1), null);
        ended(leads, first);
        ended(leads, second);
        told(ChangeType.MERGED, first, second.id());
        assertThat(all()).singleElement().satisfies(lead -> {
            assertThat(lead.touches()).isOne();
            assertThat(lead.callId()).isEqualTo(second.id());
            assertThat(leads.events(lead.id())).hasSize(1);
        });
    }

    @Test
    void aColleagueOnTheWayIsNoDemand() {
        crm.staff()
                .save(new StaffMember(
                        boris.id(),
                        boris.name(),
                        boris.login(),
                        boris.role(),
                        boris.extensions(),
                        List.of(Cast.PAVELS),
                        List.of(),
                        boris.language(),
                        true,
                        null,
                        null,
                        null));
        ended(leads, call(Cast.PAVELS, Call.Direction.INBOUND, MONDAY, null));
        assertThat(all()).isEmpty();
    }

    private Lead doubtful(Instant at) {
        Incoming in = form(Cast.UNKNOWN, at);
        return leads.take(new Incoming(
                        in.channel(),
                        in.source(),
                        null,
                        in.name(),
                        null,
                        in.phone(),
                        null,
                        "смотрите http://",
                        null,
                        Map.of(),
                        "link",
                        null,
                        null,
                        at))
                .orElseThrow();
    }

    @Test
    void whatLookedLikeSpamIsALeadAsSoonAsSomebodyTakesAnswersOrCallsBack() {
        Lead taken = doubtful(MONDAY);
        assertThat(leads.giveOut()).as("kept apart").isZero();
        assertThat(leads.assign(taken.id(), anna.id(), anna.id()).doubtful()).isNull();
        ended(leads, call(Cast.UNKNOWN, Call.Direction.INBOUND, MONDAY.plusSeconds(60), null));
        assertThat(all())
                .as("the next call joins it")
                .singleElement()
                .satisfies(lead -> assertThat(lead.touches()).isEqualTo(2));
        leads.close(taken.id(), State.LOST, "дорого", anna.id());

        Lead called = doubtful(MONDAY.plusSeconds(120));
        ended(leads, call(Cast.UNKNOWN, Call.Direction.OUTBOUND, MONDAY.plusSeconds(180), "102"));
        assertThat(leads.find(called.id()).orElseThrow()).satisfies(lead -> {
            assertThat(lead.doubtful()).isNull();
            assertThat(lead.firstResponseBy()).isEqualTo(boris.id());
        });
        leads.close(called.id(), State.JUNK, null, anna.id());
        Lead none = doubtful(MONDAY.plusSeconds(240));
        leads.notSpam(none.id(), anna.id());
        assertThat(leads.giveOut()).as("its turn").isOne();
        leads.close(none.id(), State.JUNK, null, anna.id());
        Lead closed = doubtful(MONDAY.plusSeconds(300));
        leads.close(closed.id(), State.JUNK, null, anna.id());
        leads.reopen(closed.id(), anna.id());
        assertThat(leads.take(form(Cast.UNKNOWN, MONDAY.plusSeconds(360))).map(Lead::id))
                .contains(closed.id());
    }

    @Test
    void whatLookedLikeSpamJoinsTheOpenLeadOfTheSameAndTakesItFromNobody() {
        Lead open = leads.take(form(Cast.UNKNOWN, MONDAY)).orElseThrow();
        leads.assign(open.id(), boris.id(), boris.id());
        Lead doubtful = doubtful(MONDAY.plusSeconds(60));
        Lead after = leads.assign(doubtful.id(), anna.id(), anna.id());
        assertThat(after.state()).isEqualTo(State.JUNK);
        assertThat(after.repeatOf()).isEqualTo(open.id());
        assertThat(leads.find(open.id()).orElseThrow()).satisfies(lead -> {
            assertThat(lead.responsibleId()).isEqualTo(boris.id());
            assertThat(lead.touches()).isEqualTo(2);
        });
        assertThat(leads.events(open.id())).extracting(Lead.Event::text).contains("смотрите http://");
    }

    @Test
    void whoOwnsTheClientGetsTheLeadThoughTheyHaveNoTelephone() {
        Contact maria = crm.contacts().save(Cast.maria(null));
        StaffMember gleb = crm.staff()
                .save(new StaffMember(null, "Глеб Сидоров", "gleb", anna.role(), List.of(), anna.language(), true));
        crm.jdbc()
                .sql("update contact set responsible_id = ? where id = ?")
                .params(gleb.id(), maria.id())
                .update();
        assertThat(leads.take(form(Cast.MARIAS, MONDAY)).orElseThrow().responsibleId())
                .isEqualTo(gleb.id());
    }

    private Lead converted(Lead lead) {
        return conversion().toNew(lead.id(), null, null, new Decision(true, null, false, anna.id()));
    }

    @Test
    void whoeverWasWorkedWithSinceStaysWhenMakingThemAClientIsUndone() {
        Lead lead = leads.take(form(Cast.UNKNOWN, Instant.now())).orElseThrow();
        UUID maria = converted(lead).partyId();
        crm.jdbc()
                .sql(
                        "insert into consent (id, party_id, purpose, allowed, at, how) values (?, ?, 'ads', true, now(), 'форма')")
                .params(UUID.randomUUID(), maria)
                .update();
        Lead back = conversion().undo(lead.id(), anna.id());
        assertThat(back.state()).isEqualTo(State.IN_WORK);
        assertThat(crm.contacts().contact(maria)).isPresent();
        assertThat(conversion().leftThePerson(back)).isTrue();
        crm.contacts().deleteContact(maria);

        UUID again = converted(lead).partyId();
        crm.contacts().addNumber(again, Cast.PAVELS);
        conversion().undo(lead.id(), anna.id());
        assertThat(crm.contacts().contact(again)).as("was changed").isPresent();
        crm.contacts().deleteContact(again);

        UUID master = converted(lead).partyId();
        Contact other = crm.contacts().save(Cast.maria(null));
        Merges merges = crm.bean(Merges.class);
        merges.merge(master, List.of(other.id()), Map.of(), null);
        conversion().undo(lead.id(), anna.id());
        assertThat(crm.contacts().contact(master))
                .as("somebody was merged into them")
                .isPresent();
    }

    @Test
    void whoeverWasMadeBeforeItWasNotedWhenStaysWhenThatIsUndone() {
        Lead lead = leads.take(form(Cast.UNKNOWN, Instant.now())).orElseThrow();
        UUID maria = converted(lead).partyId();
        crm.jdbc().sql("update lead set made_at = null").update();
        Lead back = conversion().undo(lead.id(), anna.id());
        assertThat(back.state()).isEqualTo(State.IN_WORK);
        assertThat(crm.contacts().contact(maria)).isPresent();
        assertThat(conversion().leftThePerson(back)).isTrue();
    }

    @Test
    void aLongTextAndWhatIsNoAddressHinderNoClient() {
        Incoming in = form(Cast.UNKNOWN, Instant.now());
        Lead lead = leads.take(new Incoming(
                        in.channel(),
                        in.source(),
                        null,
                        "М".repeat(250),
                        null,
                        in.phone(),
                        "мария собака ромашка",
                        "Ж".repeat(15_000),
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        in.at()))
                .orElseThrow();
        Contact maria = crm.contacts().contact(converted(lead).partyId()).orElseThrow();
        assertThat(maria.note()).hasSize(10_000);
        assertThat(maria.name()).hasSize(200);
        assertThat(maria.email()).isNull();
        assertThat(leads.find(lead.id()).orElseThrow().text()).hasSize(15_000);
    }

    @Test
    void whoIsKnownIsKnownByTheNewNumberAndMailAndNoMoreWhenThatIsUndone() {
        Contact maria = crm.contacts().save(Cast.maria(null));
        Incoming in = form(Cast.UNKNOWN, Instant.now());
        Lead lead = leads.take(new Incoming(
                        in.channel(),
                        in.source(),
                        null,
                        "Мария",
                        null,
                        in.phone(),
                        "m@romashka.ru",
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        in.at()))
                .orElseThrow();
        conversion().toKnown(lead.id(), maria.id(), anna.id());
        assertThat(crm.directory().whoIs(Cast.UNKNOWN))
                .extracting(Caller::contactId)
                .containsExactly(maria.id());
        PartyDetails details = crm.bean(PartyDetails.class);
        assertThat(details.of(maria.id()).orElseThrow().points())
                .extracting(Details.Point::value)
                .containsExactly("m@romashka.ru");
        conversion().undo(lead.id(), anna.id());
        assertThat(crm.contacts().contact(maria.id()).orElseThrow().numbers())
                .extracting(ContactNumber::number)
                .containsExactly(Cast.MARIAS);
        assertThat(crm.directory().whoIs(Cast.UNKNOWN)).isEmpty();
        assertThat(details.of(maria.id()).orElseThrow().points()).isEmpty();
    }

    @Test
    void aConversionStandsOrFallsAsOne() {
        Lead lead = leads.take(form(Cast.UNKNOWN, Instant.now())).orElseThrow();
        crm.jdbc()
                .sql("alter table lead add constraint story check (state <> 'converted')")
                .update();
        try {
            assertThatThrownBy(() -> converted(lead)).isInstanceOf(DataIntegrityViolationException.class);
        } finally {
            crm.jdbc().sql("alter table lead drop constraint story").update();
        }
        assertThat(crm.contacts().contacts("Мария", null, null, 5).items()).isEmpty();
        assertThat(crm.directory().whoIs(Cast.UNKNOWN)).isEmpty();
    }

    @Test
    void whatNoDatabaseKeepsIsLeftOut() {
        Incoming in = form(Cast.UNKNOWN, MONDAY);
        Lead lead = leads.take(new Incoming(
                        in.channel(),
                        "сайт\0",
                        null,
                        "Ма\0рия",
                        null,
                        in.phone(),
                        null,
                        "текст\0",
                        "https://x/\0",
                        Map.of(" ", "x", "utm\0", "y\0"),
                        null,
                        null,
                        null,
                        in.at()))
                .orElseThrow();
        assertThat(lead.marks()).containsExactly(Map.entry("utm", "y"));
        leads.note(lead.id(), "да\0нет", anna.id());
        assertThat(leads.events(lead.id()).get(0).text()).isEqualTo("да нет");
        assertThatThrownBy(() -> leads.note(lead.id(), "\0", anna.id())).isInstanceOf(Refused.class);
    }
}
