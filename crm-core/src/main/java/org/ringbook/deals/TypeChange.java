package org.ringbook.deals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.MoveBook.Said;
import org.ringbook.deals.StageMove.Kind;
import org.ringbook.deals.StageRules.Closing;
import org.ringbook.refusals.Refused;

/** Leads a deal that is held as another type, through the pipeline of that. */
final class TypeChange {

    private final DealRows rows;
    private final BoardOrder order;
    private final DealEvidence evidence;
    private final DealChoices choices;
    private final DealVersions versions;
    private final DealDemands demands;
    private final DealMoves moves;
    private final MoveBook book;
    private final Moments moments;

    TypeChange(
            DealRows rows,
            BoardOrder order,
            DealEvidence evidence,
            DealChoices choices,
            DealVersions versions,
            DealDemands demands,
            DealMoves moves,
            MoveBook book,
            Moments moments) {
        this.rows = rows;
        this.order = order;
        this.evidence = evidence;
        this.choices = choices;
        this.versions = versions;
        this.demands = demands;
        this.moves = moves;
        this.book = book;
        this.moments = moments;
    }

    /** @param stageId null for where it stands, if that is of the type's pipeline, or else where that begins */
    Deal change(Deal deal, Integer version, UUID typeId, UUID stageId, String reason, By by) {
        if (deal.typeId().equals(typeId)) {
            return moveOnly(deal, Move.to(stageId, version).because(reason), by);
        }
        versions.refuseMoved(deal, version);
        refuseClosed(deal);
        DealType before = choices.type(deal.typeId());
        DealType type = choices.offered(typeId);
        Stage from = choices.stage(deal.stageId());
        Stage to = stageId == null ? usual(from, type, by) : choices.stage(stageId);
        refuseEnd(to);
        if (!to.id().equals(from.id())) {
            choices.refuseArchived(to);
        }
        if (!from.pipelineId().equals(to.pipelineId())) {
            choices.refuseArchivedWay(to.pipelineId());
        }
        String why = DealTexts.text("reason", reason);
        StageRules.otherType(
                        before.control(), type.control(), to, choices.way(type.pipelineId()), by.isSupervisor(), why)
                .ifPresent(no -> {
                    throw Refused.because("typeId", no);
                });
        refuseStrangers(deal, type);
        demands.ask(deal, to, type, Closing.NOTHING);
        Instant now = moments.now();
        String rank = order.at(to, null, null, deal.id());
        rows.go(deal.id(), new DealRows.Goes(type.id(), to, rank, now, null, null, null), now, by.id());
        return book.moved(deal.id(), deal, to, new Said(Kind.PIPELINE, why, null), by);
    }

    private Stage usual(Stage from, DealType type, By by) {
        boolean begins = !from.pipelineId().equals(type.pipelineId())
                || type.control() == DealType.Control.STRICT && !by.isSupervisor();
        return begins ? choices.first(type.pipelineId()) : from;
    }

    /** It is of that type: it goes to the stage, and nothing else. */
    private Deal moveOnly(Deal deal, Move move, By by) {
        if (move.stageId() == null || move.stageId().equals(deal.stageId())) {
            return deal;
        }
        refuseClosed(deal);
        refuseEnd(choices.stage(move.stageId()));
        return moves.move(deal, move, by);
    }

    private static void refuseClosed(Deal deal) {
        if (!deal.isOpen()) {
            throw Refused.because("id", "deals.closed");
        }
    }

    private static void refuseEnd(Stage to) {
        if (!to.isOpen()) {
            throw Refused.because("stageId", "deals.stage.begins-open");
        }
    }

    /** A part would else count as open that is cancelled or delivered. */
    private void refuseStrangers(Deal deal, DealType type) {
        List<String> parts = evidence.strangers(deal.id(), type);
        if (!parts.isEmpty()) {
            throw Refused.because("typeId", "deals.type.parts", type.name(), String.join(", ", parts));
        }
    }
}
