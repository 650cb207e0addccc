package org.ringbook.demo;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ringbook.demo.AmiDesk.Action;

/** Actions that do something to calls. */
final class CallControl {

    private static final Pattern CALLER_ID = Pattern.compile("\\s*(?:\"?([^\"<]*?)\"?\\s*<([^>]*)>|(.*?))\\s*");
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9*#]{2,20}");
    private static final Set<String> CONTEXTS = Set.of(Exchange.INTERNAL, Exchange.OUTBOUND);

    /** Longest that somebody asks a colleague before they hand the call on, if nobody says otherwise. */
    private static final Duration CONSULTS = Duration.ofSeconds(60);

    private static final Duration TALKS_ON = Duration.ofSeconds(15);

    private final Exchange exchange;
    private final Player player;

    CallControl(Exchange exchange, Player player) {
        this.exchange = exchange;
        this.player = player;
    }

    List<Action> actions() {
        return List.of(
                new Action("Originate", Set.of("originate"), "Originate a call.", this::originate),
                new Action("Hangup", Set.of("system", "call"), "Hangup channel.", this::hangup),
                new Action("Atxfer", Set.of("call"), "Attended transfer.", this::attendedTransfer),
                new Action("CancelAtxfer", Set.of("call"), "Cancel an attended transfer.", this::cancelTransfer),
                new Action("BlindTransfer", Set.of("call"), "Blind transfer channel(s).", this::blindTransfer),
                new Action(
                        "MixMonitorMute",
                        Set.of("system", "call"),
                        "Mute / unMute a Mixmonitor recording.",
                        this::muteRecording),
                new Action(
                        "QueuePause", Set.of("agent"), "Makes a queue member temporarily unavailable.", this::pause));
    }

    private void originate(AmiSession session, AmiRequest request) {
        var number = request.get("Exten");
        var context = request.get("Context", Exchange.INTERNAL);
        if (!request.get("Application").isEmpty()) {
            ring(session, request);
        } else if (request.get("Channel").isEmpty()) {
            session.send(AmiResponse.error(request, "Channel not specified").wire());
        } else if (request.get("Channel").indexOf('/') < 0) {
            session.send(AmiResponse.error(request, "Invalid channel").wire());
        } else if (!CONTEXTS.contains(context) || !DIALLED.matcher(number).matches()) {
            session.send(AmiResponse.error(request, "Extension does not exist.").wire());
        } else {
            place(session, request, context, number);
        }
    }

    private void place(AmiSession session, AmiRequest request, String context, String number) {
        var queued = AmiResponse.success(request, "Originate successfully queued");
        var waits = !request.isTrue("Async");
        if (!waits) {
            session.send(queued.wire());
        }
        var id = request.get("ChannelId");
        var order = new ClickToCall.Order(
                request.get("ActionID"),
                request.get("Channel"),
                context,
                number,
                party(request.get("CallerID")),
                id.isEmpty() ? null : id,
                timeout(request.get("Timeout")));
        Runnable decided = waits ? () -> session.send(queued.wire()) : () -> {};
        new ClickToCall(exchange, player, order, decided).begin();
    }

    /** A telephone is rung for an application. */
    private void ring(AmiSession session, AmiRequest request) {
        if (!ApplicationCall.KNOWN.contains(request.get("Application"))) {
            session.send(AmiResponse.error(request, "Originate failed").wire());
            return;
        }
        session.send(
                AmiResponse.success(request, "Originate successfully queued").wire());
        var id = request.get("ChannelId");
        var order = new ApplicationCall.Order(
                request.get("ActionID"),
                request.get("Channel"),
                request.get("Application"),
                request.get("Data"),
                party(request.get("CallerID")),
                id.isEmpty() ? null : id);
        new ApplicationCall(exchange, player, order).begin();
    }

    private static Duration timeout(String millis) {
        return Duration.ofMillis(millis.matches("[0-9]{1,9}") ? Long.parseLong(millis) : 30_000);
    }

    private static Party party(String callerId) {
        var match = CALLER_ID.matcher(callerId);
        if (callerId.isBlank() || !match.matches()) {
            return Party.UNKNOWN;
        }
        if (match.group(3) != null) {
            return new Party(match.group(3), null);
        }
        return new Party(match.group(2), match.group(1).isBlank() ? null : match.group(1));
    }

    private void hangup(AmiSession session, AmiRequest request) {
        onLeg(session, request, leg -> {
            session.send(AmiResponse.success(request, "Channel Hungup").wire());
            LiveCall consulting = consultationOf(leg);
            if (consulting != null && consulting.consulting.canBeCompleted()) {
                player.goOn(
                        consulting,
                        CallScript.goesOn().completesTransfer().after(TALKS_ON).callerHangsUp());
            } else if (player.callOf(leg).isPresent()) {
                player.cutOff(leg);
            } else {
                exchange.hangUp(leg, Causes.NORMAL, null);
            }
        });
    }

    private void muteRecording(AmiSession session, AmiRequest request) {
        onLeg(session, request, leg -> {
            if (exchange.muteRecording(leg, request.get("Direction", "both"), request.isTrue("State"))) {
                session.send(AmiResponse.success(request).wire());
            } else {
                session.send(AmiResponse.error(request, "Cannot set mute flag").wire());
            }
        });
    }

    private void blindTransfer(AmiSession session, AmiRequest request) {
        transfer(
                session,
                request,
                (agent, extension) -> CallScript.goesOn()
                        .blindTransfer(agent, extension)
                        .after(Duration.ofSeconds(4))
                        .answers()
                        .after(Duration.ofSeconds(15))
                        .callerHangsUp());
    }

    private void attendedTransfer(AmiSession session, AmiRequest request) {
        transfer(
                session,
                request,
                (agent, extension) -> CallScript.goesOn()
                        .consults(agent, extension)
                        .after(Duration.ofSeconds(4))
                        .answers(extension)
                        .after(CONSULTS)
                        .completesTransfer()
                        .after(TALKS_ON)
                        .callerHangsUp());
    }

    private void cancelTransfer(AmiSession session, AmiRequest request) {
        onLeg(session, request, leg -> {
            LiveCall call = consultationOf(leg);
            if (call == null) {
                session.send(AmiResponse.error(request, "Transfer cancellation failed")
                        .wire());
                return;
            }
            session.send(AmiResponse.success(request, "Transfer canceled").wire());
            call.consulting.isTakenBack();
            player.goOn(call, CallScript.goesOn().after(TALKS_ON).callerHangsUp());
        });
    }

    /** The call whose other side waits while the agent on that leg asks a colleague; null when nobody does. */
    private LiveCall consultationOf(Channel leg) {
        return player.callOf(leg).filter(call -> call.consulting.isAskedBy(leg)).orElse(null);
    }

    private interface Course {
        CallScript of(String agent, String extension);
    }

    private void transfer(AmiSession session, AmiRequest request, Course course) {
        onLeg(session, request, leg -> {
            var extension = request.get("Exten");
            if (leg.bridge == null || leg.isTrunk() || leg.isLocal()) {
                session.send(AmiResponse.error(request, "Transfer failed").wire());
            } else if (exchange.cast.person(extension).isEmpty() || leg.isPhoneOf(extension)) {
                session.send(AmiResponse.error(request, "No such extension").wire());
            } else {
                session.send(AmiResponse.success(request, "Transfer successfully queued")
                        .wire());
                player.callOf(leg).ifPresent(call -> player.goOn(call, course.of(leg.endpoint(), extension)));
            }
        });
    }

    private void onLeg(AmiSession session, AmiRequest request, Consumer<Channel> what) {
        var name = request.get("Channel");
        var leg = exchange.channel(name);
        if (name.isEmpty()) {
            session.send(AmiResponse.error(request, "No channel specified").wire());
        } else if (leg == null) {
            session.send(AmiResponse.error(request, "No such channel").wire());
        } else {
            what.accept(leg);
        }
    }

    private void pause(AmiSession session, AmiRequest request) {
        var member = request.get("Interface").replace("PJSIP/", "");
        if (!exchange.cast.members().contains(member)) {
            session.send(AmiResponse.error(request, "Interface not found").wire());
            return;
        }
        session.send(
                AmiResponse.success(request, "Interface paused successfully").wire());
        exchange.devices.pause(member, request.isTrue("Paused"));
    }
}
