package org.ringbook.deals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.refusals.Refused;

/**
 * Deals of which another program tells by its own name. What was told before and is told again changes nothing, whatever people did here
 * meanwhile; and what is closed here is never opened by it.
 */
final class ReceivedDeals {

    private final DealRows rows;
    private final StageRows stages;
    private final HeldDeals held;
    private final DealChoices choices;
    private final DealCreation creation;
    private final DealChanges changes;
    private final DealMoves moves;
    private final Moments moments;

    ReceivedDeals(
            DealRows rows,
            StageRows stages,
            HeldDeals held,
            DealChoices choices,
            DealCreation creation,
            DealChanges changes,
            DealMoves moves,
            Moments moments) {
        this.rows = rows;
        this.stages = stages;
        this.held = held;
        this.choices = choices;
        this.creation = creation;
        this.changes = changes;
        this.moves = moves;
        this.moments = moments;
    }

    /** One that must not be here yet. */
    Deal create(NewDeal what, By by) {
        return held.inTransaction(by, () -> {
            Deal deal = creation.create(what, by.isImport(), null, by);
            if (deal.externalId() != null) {
                rows.told(deal.id(), received(what).over(Map.of()));
            }
            return deal;
        });
    }

    Deal told(NewDeal what, Move end, Instant begun, By by) {
        if (what.externalSource() == null || what.externalId() == null) {
            throw Refused.because(
                    what.externalSource() == null ? "externalSource" : "externalId", "deals.external.both");
        }
        boolean open = HeldDeals.isInTransaction();
        try {
            return held.inTransaction(by, () -> asTold(what, end, begun, by));
        } catch (Refused another) {
            if (open || !another.refusal().key().equals("deals.external.taken")) {
                throw another;
            }
            // Told twice at once: by now it is there.
            return held.inTransaction(by, () -> asTold(what, end, begun, by));
        }
    }

    /** One that has no name there. */
    Deal bring(NewDeal what, Move end, Instant begun, By by) {
        return held.inTransaction(by, () -> brought(what, end == null ? Move.to(null, null) : end, begun, by));
    }

    private static ReceivedValues received(NewDeal what) {
        return new ReceivedValues(what.content(), what.stageId(), what.fields());
    }

    private Deal asTold(NewDeal what, Move said, Instant begun, By by) {
        ReceivedValues told = received(what);
        Move end = said == null ? Move.to(null, null) : said;
        Optional<UUID> known = rows.ofExternal(
                DealTexts.line("externalSource", what.externalSource()),
                DealTexts.line("externalId", what.externalId()));
        if (known.isEmpty()) {
            Deal deal = brought(what, end, begun, by);
            rows.told(deal.id(), told.over(Map.of()));
            return deal;
        }
        return held.changed(known.get(), what.stageId(), by, deal -> {
            Map<String, String> before = rows.told(deal.id());
            Map<String, String> after = told.over(before);
            if (after.equals(before)) {
                return deal;
            }
            Deal now = changes.fill(deal, told.content(before), told.fields(before), by);
            rows.told(deal.id(), after);
            return told.stage(before) == null ? now : moved(now, choices.stage(told.stage(before)), end, by);
        });
    }

    private Deal moved(Deal deal, Stage to, Move end, By by) {
        if (to.id().equals(deal.stageId()) || !deal.isOpen() && to.kind() == deal.kind()) {
            return deal;
        }
        if (!deal.isOpen()) {
            throw Refused.because("stageId", "deals.closed");
        }
        return moves.move(deal, end.asTold(to.id()), by);
    }

    /** It is not here yet, and may stand anywhere there, or be closed long since: then it has its two moves, and no tasks. */
    private Deal brought(NewDeal what, Move end, Instant told, By by) {
        Instant now = moments.now();
        if (told != null && told.isAfter(now)) {
            throw Refused.because("createdAt", "deals.closed-on.future");
        }
        Instant begun = told == null ? null : told.truncatedTo(ChronoUnit.MICROS);
        Stage to = what.stageId() == null ? null : choices.stage(what.stageId());
        if (to == null || to.isOpen()) {
            return creation.create(what, true, begun, by);
        }
        stages.hold(to.id());
        choices.refuseArchived(choices.stage(to.id()));
        choices.refuseArchivedWay(to.pipelineId());
        DealType type = choices.offered(what.typeId());
        Stage from = choices.first(to.pipelineId());
        Deal deal = creation.passing(what, type, from, begun == null ? since(end, now) : begun, by);
        return moves.go(deal, from, to, type, end.asTold(to.id()).because(null), true, by);
    }

    /** Nobody says when it began: no later than it ended. */
    private Instant since(Move end, Instant now) {
        if (end.closedOn() == null) {
            return now;
        }
        Instant noon = moments.noon(end.closedOn());
        return noon.isBefore(now) ? noon : now;
    }
}
