package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.CallCommands.Supervision;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.Sources;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The one way to tell a telephone system what to do with calls, whichever way somebody asks. Each request is asked for once, noted,
 * limited, and followed: what comes back is the request as it is at once, and {@link #find} tells how it went. Who may what is decided
 * here: everybody commands their own telephones; supervisors also what they may see; listening needs a right of its own. Any thread.
 */
@Component
@EnableConfigurationProperties(ControlSettings.class)
public class CallControl {

    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_REASON = 60;

    private final RequestDesk desk;
    private final CallRequests table;
    private final Calls calls;
    private final GoingCalls going;
    private final Staff staff;
    private final Rights rights;
    private final Sources sources;
    private final ControlSettings settings;
    private final NumberPlan plan;
    private final HandGate gate;

    CallControl(
            RequestDesk desk,
            CallRequests table,
            Calls calls,
            GoingCalls going,
            Staff staff,
            Rights rights,
            Sources sources,
            ControlSettings settings,
            NumberPlan plan,
            HandGate gate) {
        this.desk = desk;
        this.table = table;
        this.calls = calls;
        this.going = going;
        this.staff = staff;
        this.rights = rights;
        this.sources = sources;
        this.settings = settings;
        this.plan = plan;
        this.gate = gate;
    }

    /** A call that goes on, and one of its legs. */
    private record Part(Call call, LiveLeg leg) {}

    /**
     * Rings a telephone of ours, then the number.
     *
     * @param telephone an extension; the caller has checked that the person may use it
     * @param number digits with a plus or not; the caller has checked that it is a number
     * @throws CallRefused in words
     */
    public CallRequest dial(Asking asking, String telephone, String number) {
        return dial(UUID.randomUUID(), asking, telephone, number);
    }

    /**
     * As above, under an id that whoever asks has noted already.
     *
     * @param id of the request; the same number from the same telephone within seconds is another request, which comes back with its own
     */
    public CallRequest dial(UUID id, Asking asking, String telephone, String number) {
        // However it is written, it is the same number: a click and a program may ask for it at once.
        String whole = plan.parse(number).map(PhoneNumber::toString).orElse(number);
        CallRequest fresh =
                fresh(RequestKind.DIAL, asking, telephone, whole, null).under(id);
        return repeatedOr(fresh, () -> {
            Sources.Commanded source = sources.ofTelephone(telephone);
            requireAble(source.name(), Capability.ORIGINATE);
            HandGate.Passed passed = gate.pass(asking, whole);
            CallRequest taken = desk.take(
                    fresh.at(source.name(), null),
                    0,
                    request -> source.commands().originate(request.id(), telephone, whole));
            passed.taken();
            return taken;
        });
    }

    /**
     * Calls somebody outside before anybody of ours: whoever picks up waits a moment for {@link #connect}.
     *
     * @param id of the request, which whoever asks has noted already
     * @param source configured name of the telephone system
     * @param number digits with a plus or not; the caller has checked that it is a number
     * @param message sound of the telephone system for whoever waits in vain; null for none
     * @throws CallRefused in words
     */
    public CallRequest dialOutside(UUID id, Asking asking, String source, String number, String message) {
        String whole = plan.parse(number).map(PhoneNumber::toString).orElse(number);
        CallRequest fresh = fresh(RequestKind.DIAL, asking, null, whole, null).under(id);
        return repeatedOr(fresh, () -> {
            requireAble(source, Capability.ORIGINATE_OUTSIDE);
            HandGate.Passed passed = gate.pass(asking, whole);
            CallCommands commands = sources.commands(source);
            CallRequest taken = desk.take(
                    fresh.at(source, null), 0, request -> commands.originateOutside(request.id(), whole, message));
            passed.taken();
            return taken;
        });
    }

    /**
     * Rings a telephone of ours for whoever picked up after {@link #dialOutside}. Waits for the telephone system.
     *
     * @throws CallRefused in words
     */
    public void connect(Asking asking, UUID request, String telephone) {
        CallRequest known = own(asking, request);
        passOn(() -> sources.commands(known.source()).connect(request, telephone));
    }

    /**
     * Tells of everybody outside who picked up after {@link #dialOutside}.
     *
     * @param follower called in the thread of the telephone system's messages with the id of the request; must not wait
     */
    public void followPickUps(Consumer<UUID> follower) {
        desk.followPickUps(follower);
    }

    /**
     * Whether a telephone that dials by itself may begin a call: what may be dialled, whom nobody may call, and limits hold for it as for
     * {@link #dial}, and it is counted and noted like one. No telephone system is told anything.
     *
     * @param telephone an extension; the caller has checked that the person may use it
     * @param number digits with a plus or not; the caller has checked that it is a number
     * @return the request, which is over
     * @throws CallRefused in words
     */
    public CallRequest mayDial(Asking asking, String telephone, String number) {
        String whole = plan.parse(number).map(PhoneNumber::toString).orElse(number);
        CallRequest fresh = fresh(RequestKind.DIAL, asking, telephone, whole, null);
        return repeatedOr(fresh, () -> {
            gate.pass(asking, whole);
            return desk.take(fresh, 0, request -> desk.done(request, "own_telephone"));
        });
    }

    /**
     * Ends a telephone's part in a call.
     *
     * @param telephone whose; null for the person's own, or the first of ours where the person has no part in it
     */
    public CallRequest hangUp(Asking asking, UUID callId, String telephone) {
        CallRequest fresh = fresh(RequestKind.HANG_UP, asking, telephone, null, callId);
        return repeatedOr(fresh, () -> {
            Part part = ownOrCommanded(asking, callId, telephone, leg -> true);
            return command(fresh, part, commands -> request -> commands.hangUp(request.id(), part.leg()));
        });
    }

    /**
     * Hands the other side of a conversation on.
     *
     * @param telephone ours that speaks; null as for {@link #hangUp}
     * @param to digits with a plus or not
     * @param consult whether the colleague is asked first: then {@link #complete} joins both
     */
    public CallRequest transfer(Asking asking, UUID callId, String telephone, String to, boolean consult) {
        RequestKind kind = consult ? RequestKind.CONSULT : RequestKind.TRANSFER;
        CallRequest fresh = fresh(kind, asking, telephone, to, callId);
        return repeatedOr(fresh, () -> {
            Part part = ownOrCommanded(asking, callId, telephone, LiveLeg::talks);
            if (to.equals(part.leg().party())) {
                throw CallRefused.because("to_oneself", to);
            }
            HandGate.Passed passed = gate.pass(asking, to);
            CallRequest taken = command(fresh, part, commands -> request -> {
                if (consult) {
                    commands.consult(request.id(), part.leg(), to);
                } else {
                    commands.transfer(request.id(), part.leg(), to);
                }
            });
            passed.taken();
            return taken;
        });
    }

    /** Joins the other side of a conversation with who was consulted. @param request of the consultation */
    public CallRequest complete(Asking asking, UUID request) {
        CallRequest consultation = own(asking, request);
        if (consultation.kind() != RequestKind.CONSULT) {
            throw CallRefused.because("no_consultation");
        }
        if (consultation.state().isOver()) {
            return consultation;
        }
        LiveLeg by = leg(consultation.callId(), leg -> leg.leg().equals(consultation.leg()))
                .orElseThrow(() -> CallRefused.because("not_going_on"));
        LiveLeg other = leg(consultation.callId(), leg -> !leg.leg().equals(by.leg()) && leg.talks())
                .orElseThrow(() -> CallRefused.because("not_going_on"));
        LiveLeg consulted = desk.entry(request)
                .map(entry -> entry.consultation)
                .flatMap(call -> leg(call, leg -> leg.talks() && !by.party().equals(leg.party())))
                .orElse(null);
        desk.entry(request).ifPresent(entry -> entry.joinAskedAt = Instant.now());
        passOn(() -> sources.commands(consultation.source()).join(request, by, other, consulted));
        return desk.find(request).orElse(consultation);
    }

    /** Takes back what a request began: a telephone that rings, a consultation, the listening of a supervisor. */
    public CallRequest cancel(Asking asking, UUID request) {
        CallRequest known = own(asking, request);
        if (!known.state().isOver()) {
            passOn(() -> sources.commands(known.source()).cancel(request));
        }
        return desk.find(request).orElse(known);
    }

    /** @param telephone to answer with; null for the person's first */
    public CallRequest pickUp(Asking asking, UUID callId, String telephone) {
        String with = ownTelephone(asking, telephone);
        CallRequest fresh = fresh(RequestKind.PICK_UP, asking, with, null, callId);
        return repeatedOr(fresh, () -> {
            Call call = going.require(callId);
            LiveLeg ringing = going.require(
                    call,
                    () -> leg(call.id(), leg -> leg.rings() && !leg.outside() && picksUp(asking.by(), leg.party())),
                    "nothing_rings");
            return command(
                    fresh,
                    new Part(call, ringing),
                    commands -> request -> commands.pickUp(request.id(), ringing, with));
        });
    }

    /** Lets the other side wait with music; to go on is done at the telephone. */
    public CallRequest hold(Asking asking, UUID callId, String telephone) {
        CallRequest fresh = fresh(RequestKind.HOLD, asking, telephone, null, callId);
        return repeatedOr(fresh, () -> {
            Part part = ownOrCommanded(asking, callId, telephone, LiveLeg::talks);
            return command(fresh, part, commands -> request -> commands.hold(request.id(), part.leg()));
        });
    }

    /**
     * Lets a supervisor take part in a colleague's conversation. Noted for good: who, whom, when, how.
     *
     * @param of the colleague's telephone; null for the one that speaks
     * @param telephone the supervisor's own; null for their first
     */
    public CallRequest supervise(Asking asking, UUID callId, String of, String telephone, Supervision how) {
        String with = ownTelephone(asking, telephone);
        LiveLeg agent = speaks(asking.by(), callId, of).orElse(null);
        String whom = agent == null ? of : agent.party();
        CallRequest fresh = fresh(RequestKind.of(how), asking, with, whom, callId);
        return repeatedOr(fresh, () -> {
            Call call = going.require(callId);
            if (!permissions(asking.by()).may(Action.LISTEN, call)) {
                throw CallRefused.because("may_not_listen");
            }
            LiveLeg speaker = agent != null
                    ? agent
                    : going.require(call, () -> speaks(asking.by(), call.id(), of), "nobody_speaks");
            if (settings.neverListen().contains(speaker.party())) {
                throw CallRefused.because("never_listened_to", speaker.party());
            }
            return command(
                    fresh,
                    new Part(call, speaker),
                    commands -> request -> commands.supervise(request.id(), speaker, with, how));
        });
    }

    /** Whom a supervisor would listen to. @param of their telephone; null for any of ours */
    private Optional<LiveLeg> speaks(StaffMember supervisor, UUID call, String of) {
        return leg(
                call,
                leg -> leg.talks()
                        && !leg.outside()
                        && !supervisor.has(leg.party())
                        && (of == null || of.equals(leg.party())));
    }

    /**
     * Lets a person be given no calls by the PBX's queues, or be given them again.
     *
     * @param reason for the PBX's own reports; may be null
     */
    public CallRequest pauseInQueues(Asking asking, StaffMember person, boolean pause, String reason) {
        if (!person.id().equals(asking.by().id())
                && !asking.by().role().equals(Role.ADMINISTRATOR)
                && !asking.by().role().equals(Role.SUPERVISOR)) {
            throw CallRefused.because("not_you");
        }
        if (person.extensions().isEmpty()) {
            throw CallRefused.because("no_telephone", person.name());
        }
        String why = reason == null ? "" : reason.strip();
        if (why.length() > LONGEST_REASON || !why.matches("[\\p{L}\\p{N}\\p{P} ]*")) {
            throw CallRefused.because("reason", LONGEST_REASON);
        }
        String telephone = person.extensions().get(0).digits();
        RequestKind kind = pause ? RequestKind.PAUSE_QUEUES : RequestKind.RESUME_QUEUES;
        CallRequest fresh = fresh(kind, asking, telephone, null, null);
        return repeatedOr(fresh, () -> {
            Sources.Commanded source = sources.ofTelephone(telephone);
            requireAble(source.name(), Capability.PAUSE_QUEUES);
            return desk.take(fresh.at(source.name(), null), 0, request -> {
                source.commands().pauseInQueues(request.id(), telephone, pause, why);
                desk.done(request, pause ? "paused" : "resumed");
            });
        });
    }

    /** What a person may do with a call as it is now, of what its telephone system can: no I/O, for every card. */
    public Set<Capability> offers(StaffMember who, Call call) {
        return CallOffers.of(
                call,
                sources.commands(call.source()).capabilities(),
                new CallOffers.Looks(
                        who::has,
                        commands(who, call),
                        party -> picksUp(who, party),
                        party -> permissions(who).may(Action.LISTEN, call)
                                && !settings.neverListen().contains(party)));
    }

    /**
     * Tells of every request that is taken, and of each change of it.
     *
     * @param follower called in the thread of the change with the request as it is now; must not wait
     */
    public void follow(Consumer<CallRequest> follower) {
        desk.follow(follower);
    }

    /** The request, whoever asked. */
    public Optional<CallRequest> find(UUID request) {
        return desk.find(request);
    }

    /** The request once its telephone system has answered, or as it is when the time is over. Waits. */
    public CallRequest settled(CallRequest request, Duration patience) {
        return desk.settled(request, patience);
    }

    /**
     * Requests that were asked, newest first.
     *
     * @param of whose; null for everybody's
     * @param state null for any
     * @param supervision whether only those are wanted with which somebody listened to others
     * @param before asked before then; null for the newest
     * @param most 1 to 500
     */
    public List<CallRequest> asked(UUID of, RequestState state, boolean supervision, Instant before, int most) {
        return table.list(of, state, supervision, before, Math.max(1, Math.min(most, 500)));
    }

    private interface Told {
        Command by(CallCommands commands);
    }

    private CallRequest command(CallRequest fresh, Part part, Told told) {
        Call call = part.call();
        requireAble(call.source(), fresh.kind().needs());
        CallRequest whole = fresh.by(
                        part.leg().outside() || fresh.telephone() != null
                                ? fresh.telephone()
                                : part.leg().party())
                .at(call.source(), part.leg().leg());
        return desk.take(whole, call.transfers().size(), told.by(sources.commands(call.source())));
    }

    private interface Taking {
        CallRequest take();
    }

    private CallRequest repeatedOr(CallRequest fresh, Taking taking) {
        try {
            Optional<CallRequest> known = desk.repeated(fresh);
            return known.isPresent() ? known.get() : taking.take();
        } catch (CallRefused refused) {
            desk.refused(fresh, refused);
            throw refused;
        } catch (CommandRefused refused) {
            var why = new CallRefused("telephony", refused.notice());
            desk.refused(fresh, why);
            throw why;
        }
    }

    private static void passOn(Runnable command) {
        try {
            command.run();
        } catch (CommandRefused refused) {
            throw refused instanceof CallRefused ours ? ours : new CallRefused("telephony", refused.notice());
        }
    }

    private static CallRequest fresh(RequestKind kind, Asking asking, String telephone, String number, UUID call) {
        String key = asking.key();
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY || !key.matches("[\\x21-\\x7e]+"))) {
            throw CallRefused.because("key", LONGEST_KEY);
        }
        return CallRequest.of(kind, asking, telephone, number, call, Instant.now());
    }

    private void requireAble(String source, Capability capability) {
        if (!sources.commands(source).capabilities().contains(capability)) {
            throw new CallRefused(
                    "not_offered",
                    Notice.of("control.cannot." + capability.name().toLowerCase(java.util.Locale.ROOT), source));
        }
    }

    private Optional<LiveLeg> leg(UUID call, java.util.function.Predicate<LiveLeg> wanted) {
        return call == null
                ? Optional.empty()
                : calls.liveLegs(call).stream().filter(wanted).findFirst();
    }

    /** The leg that the person commands: their own, or where they may command others the one that is named, or ours. */
    private Part ownOrCommanded(
            Asking asking, UUID callId, String telephone, java.util.function.Predicate<LiveLeg> fit) {
        Call call = going.require(callId);
        boolean commands = commands(asking.by(), call);
        return going.require(
                call,
                () -> part(asking.by(), call, telephone, fit, commands),
                commands ? "nobody_speaks" : "not_your_call");
    }

    private Optional<Part> part(
            StaffMember who, Call call, String telephone, java.util.function.Predicate<LiveLeg> fit, boolean commands) {
        List<LiveLeg> all = calls.liveLegs(call.id());
        List<LiveLeg> ours = all.stream()
                .filter(leg -> !leg.outside() && (telephone == null || telephone.equals(leg.party())))
                .toList();
        Optional<LiveLeg> found =
                ours.stream().filter(leg -> who.has(leg.party())).filter(fit).findFirst();
        if (found.isEmpty() && commands) {
            found = ours.stream().filter(fit).findFirst();
            if (found.isEmpty() && telephone == null) {
                found = all.stream().filter(fit).findFirst();
            }
        }
        return found.map(leg -> new Part(call, leg));
    }

    private CallPermissions permissions(StaffMember who) {
        return new CallPermissions(rights.of(who), staff::telephones);
    }

    private boolean commands(StaffMember who, Call call) {
        return who.role() != Role.AGENT && permissions(who).may(Action.SEE, call);
    }

    /** Colleagues of one team answer for each other; where there are no teams, all do. Supervisors answer for everybody. */
    private boolean picksUp(StaffMember who, String party) {
        return staff.byTelephone(party)
                .filter(owner -> !owner.id().equals(who.id()))
                .filter(owner ->
                        who.role() != Role.AGENT || who.isInTeamOf(owner) || who.team() == null && owner.team() == null)
                .isPresent();
    }

    private static String ownTelephone(Asking asking, String telephone) {
        StaffMember who = asking.by();
        if (who.extensions().isEmpty()) {
            throw CallRefused.because("no_telephone", who.name());
        }
        if (telephone == null || telephone.isBlank()) {
            return who.extensions().get(0).digits();
        }
        if (!Extension.isExtension(telephone.strip()) || !who.has(new Extension(telephone.strip()))) {
            throw CallRefused.because("not_your_telephone");
        }
        return telephone.strip();
    }

    /** A request that the person made; supervisors may take back and complete those of others. */
    private CallRequest own(Asking asking, UUID request) {
        return desk.find(request)
                .filter(known ->
                        known.staffId().equals(asking.by().id()) || asking.by().role() != Role.AGENT)
                .orElseThrow(() -> CallRefused.unknown(request));
    }
}
