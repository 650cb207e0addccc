package org.ringbook.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.agentstates.AgentState;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.floor.Board.Tile;

/**
 * What of a moment is not as it should be. An alarm that lasts is over when its measure is below 90 % of its limit, so that it does not
 * come and go. Nothing is alarming of what is not heard, but that it is not heard. Pure.
 */
final class AlarmRules {

    private static final double BACK = 0.9;

    /** A free person and a waiting caller meet within seconds: a queue tries again once a second or slower. */
    private static final Duration BRIEFLY = Duration.ofSeconds(5);

    private final AlarmSettings settings;
    private final Seen now;
    private final Set<Cause> lasting;
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
    }

    /** @param lasting the alarms that are not over */
    static List<Found> of(AlarmSettings settings, Seen now, Set<Cause> lasting) {
        return new AlarmRules(settings, now, lasting).all();
    }

    private List<Found> all() {
        boolean heard = now.board().sources().stream().allMatch(source -> source.staleSince() == null);
        now.board().sources().forEach(this::source);
        if (heard) {
            now.board().queues().forEach(this::queue);
            nobodyHere();
        }
        now.board().tiles().stream().filter(tile -> tile.now().stale() == null).forEach(this::person);
        missed();
        return found.stream()
                .filter(one -> !settings.off().contains(one.cause().rule()))
                .toList();
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
