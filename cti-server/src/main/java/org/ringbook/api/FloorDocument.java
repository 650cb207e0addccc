package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.Decision;
import org.ringbook.agentstates.PersonState;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.Tile;
import org.ringbook.floor.QueueFigures;
import org.ringbook.reports.ReportSettings;
import org.ringbook.reports.ServiceLevel;

/** The floor as the API tells it. */
@Schema(name = "Floor")
record FloorDocument(
        Instant at,
        List<Person> people,
        List<Queue> queues,
        List<Source> sources,

        @Schema(description = "How service levels are counted; the same for all queues")
        Level level) {

    /** @param staleSince null while what tells of them is heard */
    @Schema(name = "FloorPerson")
    record Person(
            UUID staffId,
            String name,
            @Schema(nullable = true) String team,
            @Schema(nullable = true) String telephone,
            AgentState state,
            @Schema(nullable = true) String reason,
            @Schema(nullable = true) Instant since,
            @Schema(nullable = true) Instant staleSince,
            @Schema(nullable = true) UUID callId,

            @Schema(description = "With whom: a number or a telephone of ours", nullable = true)
            String with,

            @Schema(description = "The contact of that number", nullable = true)
            String contact,

            @Schema(nullable = true) String queue,

            @Schema(description = "In how many queues of a telephone system")
            int queues,

            @Schema(description = "In how many of them not paused")
            int freeIn,

            List<Listener> listeners,
            Why why) {}

    @Schema(name = "FloorListener")
    record Listener(UUID requestId, UUID staffId, String how, boolean heard) {}

    @Schema(name = "FloorWhy")
    record Why(
            @Schema(description = "Name of the rule that decided")
            String rule,

            @Schema(description = "screen, server, or the name of a connection")
            String source,

            List<String> seen) {}

    @Schema(name = "FloorQueue")
    record Queue(
            String name,
            List<Caller> waiting,
            @Schema(nullable = true) Instant longestSince,

            @Schema(description = "How many of its people are in which state; empty where no telephone system tells")
            Map<AgentState, Integer> members,

            int talking,
            Today today) {}

    @Schema(name = "FloorCaller")
    record Caller(
            @Schema(nullable = true) UUID callId,
            @Schema(nullable = true) String number,
            @Schema(nullable = true) String contact,
            Instant since,
            boolean rings) {}

    @Schema(name = "FloorQueueToday")
    record Today(
            int offered,
            long answered,
            long abandoned,
            long abandonedShort,
            int overflowed,

            @Schema(description = "Average wait of the answered, in seconds", nullable = true)
            Double asa,

            @Schema(description = "0 to 1; null when nothing ended", nullable = true)
            Double serviceLevel) {}

    @Schema(name = "FloorSource")
    record Source(String name, @Schema(nullable = true) Instant staleSince, double clockAheadSeconds) {}

    @Schema(name = "FloorLevel")
    record Level(ServiceLevel formula, long answerWithinSeconds, long shortAbandonSeconds) {}

    static FloorDocument of(Board board, ReportSettings settings) {
        return new FloorDocument(
                board.at(),
                board.tiles().stream().map(FloorDocument::person).toList(),
                board.queues().stream().map(FloorDocument::queue).toList(),
                board.sources().stream()
                        .map(one -> new Source(
                                one.name(), one.staleSince(), one.skew().toMillis() / 1000.0))
                        .toList(),
                new Level(
                        settings.serviceLevel(),
                        settings.answerWithin().toSeconds(),
                        settings.shortAbandon().toSeconds()));
    }

    private static Person person(Tile tile) {
        PersonState now = tile.now();
        Decision decision = now.decision();
        return new Person(
                tile.staffId(),
                tile.name(),
                tile.team(),
                tile.telephone(),
                now.state(),
                decision.reason(),
                now.since(),
                now.stale() == null ? null : now.stale().since(),
                decision.callId(),
                tile.other(),
                tile.who(),
                tile.queue(),
                now.queues(),
                now.freeIn(),
                tile.supervisedBy().stream()
                        .map(one -> new Listener(one.request(), one.staffId(), one.how(), one.heard()))
                        .toList(),
                new Why(decision.rule(), decision.source(), decision.seen()));
    }

    private static Queue queue(QueueNow queue) {
        return new Queue(
                queue.name(),
                queue.waiting().stream()
                        .map(one -> new Caller(
                                one.callId(),
                                one.number() == null ? null : one.number().toString(),
                                one.who(),
                                one.since(),
                                one.rings()))
                        .toList(),
                queue.longestSince(),
                queue.members(),
                queue.talking(),
                today(queue.today(), queue.level()));
    }

    private static Today today(QueueFigures figures, Double level) {
        return new Today(
                figures.offered(),
                figures.level().answered(),
                figures.level().abandoned(),
                figures.level().shortAbandoned(),
                figures.overflowed(),
                figures.asa().isPresent() ? figures.asa().getAsDouble() : null,
                level);
    }
}
