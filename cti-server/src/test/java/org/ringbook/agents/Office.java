package org.ringbook.agents;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.contacts.Caller;
import org.ringbook.control.Asking;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.control.Requests;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.softphones.SipAccount;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.PbxSource.CommandRefused;

/** Our people, the customers we know, and the pop-ups between them, with a clock that stands until it is moved. */
public final class Office {

    public static final PhoneNumber LINE = PhoneNumber.of("+74957770001");
    public static final PhoneNumber MARIA = PhoneNumber.of("+79161112233");
    public static final PhoneNumber ROMASHKA = PhoneNumber.of("+74951234567");
    public static final PhoneNumber UNKNOWN = PhoneNumber.of("+79990001122");

    public static final PhoneNumber ANNAS_MOBILE = PhoneNumber.of("+79160000101");

    public static final StaffMember ANNA = person(1, "Анна Петрова", "anna", Role.AGENT, "101", "151", "+79160000101");
    public static final StaffMember BORIS = person(2, "Борис Смирнов", "boris", Role.AGENT, "102");
    public static final StaffMember VERA = person(3, "Вера Орлова", "vera", Role.SUPERVISOR, "103");

    public static final UUID REQUEST = UUID.fromString("01973a20-0000-7000-8000-000000000001");
    private static final UUID COMPANY = UUID.fromString("01973a00-0000-7000-8000-0000000000c1");
    private static final Caller IVANOVA = new Caller(contact(1), "Мария Иванова", COMPANY, "Ромашка", "102");

    public final Map<PhoneNumber, List<Caller>> known = new HashMap<>();
    public final List<String> dialled = new ArrayList<>();
    /** What the PBX was told of its recordings. */
    public final List<String> told = new CopyOnWriteArrayList<>();
    /** What people may do with calls that go on, as the PBX can. */
    public Set<Capability> offered = Set.of();
    /** What is not done, with the reason; null when all is. */
    public CallRefused refusal;
    /** The PBX can be told to pause. */
    public boolean pauses = true;
    /** The one leg whose recordings it refuses to pause or to go on with. */
    public String refusedLeg;

    /** Of Anna's telephone, while she has one in the program. */
    public volatile SipAccount account;

    private final Map<UUID, Call> calls = new HashMap<>();
    public final PopUps popUps;
    public final Presence presence;
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    public Office() {
        known.put(MARIA, List.of(IVANOVA));
        known.put(ROMASHKA, List.of(IVANOVA, new Caller(contact(2), "Олег Ким", COMPANY, "Ромашка", null)));
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        presence = new Presence(clock);
        popUps = new PopUps(
                new Directory(
                        (source, party) -> byTelephone(party),
                        Office::byId,
                        (call, number) -> known.getOrDefault(number, List.of()),
                        number -> Optional.empty(),
                        Office::printed),
                call -> RecordingPause.stateOf(call, source -> pauses),
                (who, call) -> offered,
                presence,
                clock);
    }

    public Optional<SipAccount> account(StaffMember who) {
        return Optional.ofNullable(account).filter(one -> who.id().equals(ANNA.id()));
    }

    public ClickToCall clickToCall() {
        return new ClickToCall(
                (asking, from, to) -> {
                    dialled.add(from + " > " + to);
                    return Requests.taken(asking, from, to);
                },
                (asking, from, to) -> {
                    if (refusal != null) {
                        throw refusal;
                    }
                    return Requests.taken(asking, from, to);
                });
    }

    /** What was asked of the PBX, taken and under way. */
    public CardCommands cardCommands() {
        return new CardCommands(this::take, who -> Colleagues.colleagues(people().toList(), who), new NumberPlan("RU"));
    }

    private CallRequest take(Asking asking, CardCommands.Wish wish, String number) {
        if (refusal != null) {
            throw refusal;
        }
        told.add(asking.by().login() + " " + wish.command().code() + (number == null ? "" : " " + number));
        var kind = RequestKind.valueOf(
                wish.command().isFollowUp() ? "CONSULT" : wish.command().name());
        return request(kind, RequestState.ACCEPTED, number, null);
    }

    /** Anna's request about the call of the stories, as it is now. */
    public void goes(RequestKind kind, RequestState state, String number, String cause) {
        popUps.asked(request(kind, state, number, cause));
    }

    public void goes(UUID request, RequestKind kind, RequestState state) {
        popUps.asked(request(request, kind, state, null, null));
    }

    private CallRequest request(RequestKind kind, RequestState state, String number, String cause) {
        return request(REQUEST, kind, state, number, cause);
    }

    private CallRequest request(UUID id, RequestKind kind, RequestState state, String number, String cause) {
        return new CallRequest(
                id,
                kind,
                ANNA.id(),
                Entrance.SESSION,
                null,
                "101",
                number,
                "office",
                Story.CALL,
                "anna",
                state,
                cause,
                null,
                now,
                null,
                null,
                null);
    }

    /** With queues that are told. */
    public Pauses breaks() {
        return new Pauses(
                presence,
                List.of("break", "lunch"),
                (asking, who, pause, reason) ->
                        told.add(who.login() + (pause ? " pauses " : " is back ") + Objects.toString(reason, "")));
    }

    /** Of everybody, as they are now; what rings may be picked up. */
    public Colleagues colleagues() {
        return new Colleagues(
                () -> people().toList(),
                (source, party) -> byTelephone(party),
                () -> List.copyOf(calls.values()),
                (who, call) -> !offered.isEmpty());
    }

    public RecordingPause recordingPause() {
        return new RecordingPause(
                id -> Optional.ofNullable(calls.get(id)), (who, call) -> who::has, (source, leg, recordings, pause) -> {
                    if (!pauses || leg.equals(refusedLeg)) {
                        throw new CommandRefused(Notice.of("sources.pause.never", source));
                    }
                    told.add((pause ? "pause " : "resume ") + (recordings > 1 ? recordings + " of " : "") + leg + " of "
                            + source);
                });
    }

    /** Tells what became of a call, at the moment at which it became so. */
    public void happens(Story story) {
        now = story.at();
        learns(story);
    }

    /** Is told what became of a call, later than it became so. */
    public void learns(Story story) {
        Call before = calls.put(story.call().id(), story.call());
        popUps.changed(new CallChange(before, story.call(), story.merged()));
    }

    /** A screen that keeps what it was told. */
    public Seen screenOf(StaffMember person) {
        var seen = new Seen();
        seen.subscription = popUps.subscribe(person.id(), seen.events::add);
        return seen;
    }

    public static final class Seen {
        public final List<PopUpEvent> events = new ArrayList<>();
        public PopUps.Subscription subscription;

        public List<PopUpEvent.Kind> kinds() {
            return events.stream().map(PopUpEvent::kind).toList();
        }

        public PopUpEvent last() {
            return events.get(events.size() - 1);
        }
    }

    public static Optional<StaffMember> byTelephone(String party) {
        return people().filter(person -> person.has(party)).findFirst();
    }

    public static Optional<StaffMember> byId(UUID id) {
        return people().filter(person -> person.id().equals(id)).findFirst();
    }

    public static Optional<StaffMember> byLogin(String login) {
        return people().filter(person -> login.equals(person.login())).findFirst();
    }

    private static java.util.stream.Stream<StaffMember> people() {
        return java.util.stream.Stream.of(ANNA, BORIS, VERA);
    }

    private static UUID contact(int n) {
        return UUID.fromString("01973a00-0000-7000-8000-0000000000a" + n);
    }

    private static StaffMember person(int n, String name, String login, Role role, String... telephones) {
        var all = List.of(telephones);
        var extensions =
                all.stream().filter(Extension::isExtension).map(Extension::new).toList();
        var mobiles = all.stream()
                .filter(one -> one.startsWith("+"))
                .map(PhoneNumber::of)
                .toList();
        return new StaffMember(new UUID(7, n), name, login, role, extensions, mobiles, "ru", true);
    }

    private static String printed(PhoneNumber number) {
        return number.toString().replaceFirst("(\\+7)(\\d{3})(\\d{3})(\\d\\d)(\\d\\d)", "$1 $2 $3-$4-$5");
    }
}
