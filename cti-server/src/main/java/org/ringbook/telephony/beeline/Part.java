package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The legs of a call that began under the same tracking id: who called whom, before anything was joined or handed on. */
final class Part {

    final String id;
    /** Of everybody, machines too. */
    final List<Leg> legs;

    /** Whoever of ours placed it; null when it came from outside, or nothing of them was told. */
    final Leg placer;

    /** Telephones that were called, in the order in which they rang. */
    final List<Leg> agentLegs = new ArrayList<>();

    private final Directory directory;
    private final Clicks.Click click;

    /** @param picked legs that took a call that rang elsewhere, by it */
    Part(String id, List<Leg> legs, Map<Leg, Leg> picked, Clicks.Click click, Directory directory) {
        this.id = id;
        this.legs = legs;
        this.directory = directory;
        this.placer = people().filter(leg -> leg.placed() && !picked.containsKey(leg) && !isForward(leg))
                .findFirst()
                .orElse(null);
        // A click says the number best: the PBX may tell the employee's own.
        this.click = placer == null ? null : click;
        people().filter(leg -> leg != placer && !picked.containsKey(leg)).forEach(agentLegs::add);
        picked.forEach((by, from) -> {
            if (legs.contains(from)) {
                agentLegs.add(by);
            }
        });
        agentLegs.sort(Comparator.comparing((Leg leg) -> leg.start).thenComparing(leg -> leg.key));
    }

    private Stream<Leg> people() {
        return legs.stream().filter(leg -> !leg.machine());
    }

    /** A service called a mobile in the place of the employee whose telephone was to ring. */
    private boolean isForward(Leg leg) {
        boolean instead = people().anyMatch(other -> other != leg
                && !other.placed()
                && other.user.equals(leg.user)
                && (other.answer() == null || other.answer().isAfter(leg.start)));
        return !leg.clicked() && (leg.forwarded() || !leg.came().isEmpty() || instead);
    }

    Instant start() {
        return legs.stream().map(leg -> leg.start).min(Instant::compareTo).orElse(Instant.MAX);
    }

    boolean clicked() {
        return placer != null && (placer.clicked() || click != null);
    }

    /** The other side of the one of ours who placed it or was called. */
    XsiParty remote() {
        if (placer != null) {
            return placer.remote();
        }
        return Stream.concat(agentLegs.stream(), legs.stream())
                .map(Leg::remote)
                .filter(XsiParty::known)
                .findFirst()
                .orElse(XsiParty.NOBODY);
    }

    boolean outside() {
        XsiParty remote = remote();
        return remote.inside() != null ? !remote.inside() : remote.outside() && !directory.isOurs(number());
    }

    /** Number of the other side; null when it is hidden. */
    String number() {
        String reported = remote().number();
        if (click != null && click.number() != null) {
            return click.number();
        }
        return clicked() && Objects.equals(directory.party(placer.user), directory.party(remote())) ? null : reported;
    }

    /** Whether the one who is called is not told by a leg of their own. */
    boolean hasCallee() {
        boolean reached = placer != null && (!clicked() || placer.pickedUp() != null);
        return reached && (outside() || agentLegs.isEmpty());
    }

    String callee() {
        return id + "/out";
    }

    /** The leg of the other side, to which ours are connected. */
    String customer() {
        return placer != null && hasCallee() ? callee() : id;
    }

    /** Under which id a leg of ours stands in the facts. */
    String idOf(Leg leg) {
        return leg == placer ? id : leg.key;
    }

    boolean has(Leg leg) {
        return leg == placer || agentLegs.contains(leg);
    }

    /** Our number that was called; null when nobody told. */
    String line() {
        return came().map(XsiCall.Redirection::party)
                .map(XsiParty::number)
                .filter(number -> number != null && !Phone.isShort(number))
                .reduce((newer, first) -> first)
                .orElse(null);
    }

    /** The group or queue that it came by; null when it came by none. */
    String group() {
        String acd =
                legs.stream().map(Leg::acd).filter(Objects::nonNull).findFirst().orElse(null);
        if (acd != null) {
            return acd;
        }
        return came().filter(each -> each.party().isGroup()
                        || each.reason().equals("hunt-group")
                        || each.reason().equals("call-center"))
                .map(each -> each.party().name() != null
                        ? each.party().name()
                        : each.party().number())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Stream<XsiCall.Redirection> came() {
        return Stream.concat(agentLegs.stream(), legs.stream())
                .map(Leg::came)
                .filter(came -> !came.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream();
    }
}
