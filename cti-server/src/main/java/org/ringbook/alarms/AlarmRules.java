package org.ringbook.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.agentstates.AgentState;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.floor.Board.Tile;

/**
 * What of a moment is not as it should be. An alarm that lasts is over when its measure is below 90 % of its limit, so that it does not
 * come and go. Nothing is alarming of what is not heard, but that it is not heard; nor is an alarm over because of that. Pure.
 */
final class AlarmRules {

    private static final double BACK = 0.9;

    /** A free person and a waiting caller meet within seconds: a queue tries again once a second or slower. */
    private static final Duration BRIEFLY = Duration.ofSeconds(5);

    private final AlarmSettings settings;
    private final Seen now;
    private final Set<Cause> lasting;
    private final Set<String> silent;
    private final List<Found> found = new ArrayList<>();

    /**
     * A moment.
     *
     * @param oldestMissed working time since the oldest call that nobody called back; null for none
     * @param workingSince for how long it is working time; null outside of it
     */
    record Seen(Board board, Duration oldestMissed, Duration workingSince) {}

    /** @param scope see {@link Alarm} */
    record Cause(AlarmRule rule, String scope) {}

    /**
     * @param held for how long it must be so before it is an alarm
     * @param seen for its words
     */
    record Found(Cause cause, Duration held, List<String> seen) {}

    private AlarmRules(AlarmSettings settings, Seen now, Set<Cause> lasting) {
        this.settings = settings;
        this.now = now;
        this.lasting = lasting;
        this.silent = now.board().sources().stream()
                .filter(source -> source.staleSince() != null)
                .map(SourceNow::name)
                .collect(Collectors.toSet());
    }

    /** @param unknown the lasting ones of which nobody tells now whether they are over */
    record Judgement(List<Found> found, Set<Cause> unknown) {}

    /** @param lasting the alarms that are not over */
    static Judgement of(AlarmSettings settings, Seen now, Set<Cause> lasting) {
        return new AlarmRules(settings, now, lasting).all();
    }

    private Judgement all() {
        now.board().sources().forEach(this::source);
        now.board().queues().stream().filter(this::isHeard).forEach(this::queue);
        if (silent.isEmpty()) {
            nobodyHere();
        }
        now.board().tiles().stream().filter(tile -> tile.now().stale() == null).forEach(this::person);
        missed();
        return new Judgement(
                found.stream()
                        .filter(one -> !settings.off().contains(one.cause().rule()))
                        .toList(),
                lasting.stream().filter(this::isUnknown).collect(Collectors.toSet()));
    }

    /** Of a queue of which nobody tells now it is not known whose it is: each telephone system may be the one. */
    private boolean isHeard(QueueNow queue) {
        return queue.sources().isEmpty()
                ? silent.isEmpty()
                : queue.sources().stream().noneMatch(silent::contains);
    }

    private boolean isUnknown(Cause cause) {
        return switch (cause.rule()) {
            case CALLER_WAITS, NOBODY_FREE, SERVICE_LEVEL ->
                now.board().queues().stream()
                        .filter(queue -> queue.name().equals(cause.scope()))
                        .findFirst()
                        .map(queue -> !isHeard(queue))
                        .orElse(!silent.isEmpty());
            case LONG_PAUSE, LONG_WRAP_UP, LONG_TALK ->
                now.board().tiles().stream()
                        .filter(tile -> tile.staffId().toString().equals(cause.scope()))
                        .anyMatch(tile -> tile.now().kept() == AgentState.UNKNOWN);
            case NOBODY_HERE -> !silent.isEmpty();
            case SOURCE_SILENT -> silent.contains(cause.scope());
            case MISSED_CALL -> false;
        };
    }

    private boolean beyond(Cause cause, Duration measure, Duration limit) {
        long most = lasting.contains(cause) ? Math.round(limit.toMillis() * BACK) : limit.toMillis();
        return measure.toMillis() > most;
    }

    private void add(AlarmRule rule, String scope, Duration held, Object... seen) {
        found.add(new Found(
                new Cause(rule, scope),
                held,
                List.of(seen).stream().map(String::valueOf).toList()));
    }

    private Duration since(Instant then) {
        return Duration.between(then, now.board().at());
    }

    private void source(SourceNow source) {
        var cause = new Cause(AlarmRule.SOURCE_SILENT, source.name());
        if (source.staleSince() != null && beyond(cause, since(source.staleSince()), settings.sourceSilent())) {
            add(cause.rule(), cause.scope(), Duration.ZERO, source.name(), source.staleSince());
        }
    }

    private void queue(QueueNow queue) {
        var waits = new Cause(AlarmRule.CALLER_WAITS, queue.name());
        if (queue.longestSince() != null && beyond(waits, since(queue.longestSince()), settings.callerWaits())) {
            add(
                    waits.rule(),
                    queue.name(),
                    BRIEFLY,
                    queue.name(),
                    settings.callerWaits().toSeconds());
        }
        if (!queue.waiting().isEmpty() && nobodyCanCome(queue.members())) {
            add(AlarmRule.NOBODY_FREE, queue.name(), BRIEFLY, queue.name());
        }
        var level = new Cause(AlarmRule.SERVICE_LEVEL, queue.name());
        double least = settings.serviceLevel() / (lasting.contains(level) ? BACK * 100 : 100.0);
        if (queue.level() != null
                && queue.today().offered() >= settings.serviceLevelFrom()
                && queue.level() < Math.min(1, least)) {
            add(level.rule(), queue.name(), Duration.ZERO, queue.name(), settings.serviceLevel());
        }
    }

    /** Who talks will be free; who is paused or away will not. A queue of which no member is told says nothing. */
    private static boolean nobodyCanCome(Map<AgentState, Integer> members) {
        return !members.isEmpty()
                && members.keySet().stream()
                        .allMatch(state -> state == AgentState.PAUSED
                                || state == AgentState.OFFLINE
                                || state == AgentState.NOT_READY);
    }

    private void person(Tile tile) {
        if (tile.now().since() == null) {
            return;
        }
        switch (tile.state()) {
            case PAUSED -> person(AlarmRule.LONG_PAUSE, tile, settings.pause());
            case WRAP_UP -> person(AlarmRule.LONG_WRAP_UP, tile, settings.wrapUp());
            case TALKING -> person(AlarmRule.LONG_TALK, tile, settings.talk());
            default -> {}
        }
    }

    private void person(AlarmRule rule, Tile tile, Duration limit) {
        if (beyond(new Cause(rule, tile.staffId().toString()), since(tile.now().since()), limit)) {
            add(rule, tile.staffId().toString(), Duration.ZERO, tile.name(), limit.toMinutes());
        }
    }

    private void missed() {
        var cause = new Cause(AlarmRule.MISSED_CALL, "");
        if (now.oldestMissed() != null
                && now.workingSince() != null
                && beyond(cause, now.oldestMissed(), settings.missedCall())) {
            add(cause.rule(), "", Duration.ZERO, settings.missedCall().toMinutes());
        }
    }

    private void nobodyHere() {
        boolean somebody = now.board().tiles().stream()
                .anyMatch(tile -> tile.state() != AgentState.OFFLINE && tile.state() != AgentState.UNKNOWN);
        boolean anybody = !now.board().tiles().isEmpty();
        if (anybody
                && !somebody
                && now.workingSince() != null
                && now.workingSince().compareTo(settings.nobodyHere()) > 0) {
            add(AlarmRule.NOBODY_HERE, "", BRIEFLY, settings.nobodyHere().toMinutes());
        }
    }
}
