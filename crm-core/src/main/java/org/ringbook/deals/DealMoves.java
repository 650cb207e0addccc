package org.ringbook.deals;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.MoveBook.Said;
import org.ringbook.deals.StageMove.Kind;
import org.ringbook.deals.StageRules.Closing;
import org.ringbook.deals.StageRules.Step;
import org.ringbook.refusals.Refused;

/** Moves a deal that is held: through its pipeline or another one, to its end, back from there, or only in its column. */
final class DealMoves {

    private final DealRows rows;
    private final StageRows stages;
    private final BoardOrder order;
    private final DealChoices choices;
    private final DealVersions versions;
    private final DealChanges changes;
    private final DealDemands demands;
    private final DealClosing closing;
    private final MoveBook book;
    private final Moments moments;

    DealMoves(
            DealRows rows,
            StageRows stages,
            BoardOrder order,
            DealChoices choices,
            DealVersions versions,
            DealChanges changes,
            DealDemands demands,
            DealClosing closing,
            MoveBook book,
            Moments moments) {
        this.rows = rows;
        this.stages = stages;
        this.order = order;
        this.choices = choices;
        this.versions = versions;
        this.changes = changes;
        this.demands = demands;
        this.closing = closing;
        this.book = book;
        this.moments = moments;
    }

    /** @throws BoardOrder.NoRoom if there is none where it shall stand in its column */
    Deal move(Deal deal, Move move, By by) {
        Stage from = choices.stage(deal.stageId());
        Stage to = choices.stage(move.stageId());
        if (from.id().equals(to.id())) {
            return place(deal, to, move, by);
        }
        versions.refuseMoved(deal, move.version());
        DealType type = choices.type(deal.typeId());
        List<Stage> way = choices.way(to.pipelineId());
        String reason = DealTexts.text("reason", move.reason());
        if (!from.pipelineId().equals(to.pipelineId())) {
            choices.refuseArchivedWay(to.pipelineId());
        }
        StageRules.refuse(
                new Step(type.control(), from, to, way, by.isSupervisor(), rows.been(deal.id()), false, reason));
        Deal filled = changes.fill(deal, move.content(), move.fields(), by);
        return go(filled, from, to, type, move.because(reason), false, by);
    }

    /** It stands there already. */
    private Deal place(Deal deal, Stage stage, Move move, By by) {
        if (move.above() != null || move.below() != null) {
            rows.rank(deal.id(), order.at(stage, move.above(), move.below(), deal.id()));
        }
        Deal put = stage.isOpen() ? deal : closing.corrected(deal, stage, move, by);
        if (move.content() == null && move.fields() == null) {
            return put;
        }
        versions.refuseChanged(deal, move.version());
        return changes.fill(put, move.content(), move.fields(), by);
    }

    /** It may go, and has what is filled in. @param brought see {@link DealClosing#at} */
    Deal go(Deal deal, Stage from, Stage to, DealType type, Move move, boolean brought, By by) {
        Closing end = closing.said(to, move);
        demands.ask(deal, to, type, end);
        Instant now = moments.now();
        String rank = order.at(to, move.above(), move.below(), deal.id());
        Instant closedAt = closing.at(deal, to, move.closedOn(), brought || by.isImport(), now);
        LostReason lost = end.reason();
        rows.go(
                deal.id(),
                new DealRows.Goes(
                        type.id(),
                        to,
                        rank,
                        brought ? closedAt : now,
                        closedAt,
                        lost == null ? null : lost.id(),
                        end.note()),
                now,
                by.id());
        String said = to.kind() == Stage.Kind.LOST ? end.note() : move.reason();
        return book.moved(deal.id(), deal, to, new Said(kind(from, to), said, lost), by);
    }

    static Kind kind(Stage from, Stage to) {
        if (!to.isOpen()) {
            return Kind.CLOSED;
        }
        if (!from.isOpen()) {
            return Kind.REOPENED;
        }
        return from.pipelineId().equals(to.pipelineId()) ? Kind.MOVED : Kind.PIPELINE;
    }

    /** To where it was closed, or where its pipeline begins if that stage is kept no more. */
    Deal reopen(Deal deal, Move filled, By by) {
        if (deal.isOpen()) {
            throw Refused.because("id", "deals.open");
        }
        Stage to = closedIn(deal)
                .filter(stage -> stage.isOpen() && !stage.archived())
                .orElseGet(() -> choices.first(deal.pipelineId()));
        stages.hold(to.id());
        return move(deal, filled.into(to.id()), by);
    }

    private Optional<Stage> closedIn(Deal deal) {
        return rows.moves(deal.id()).stream()
                .filter(move -> move.kind() == Kind.CLOSED && move.from() != null)
                .max(Comparator.comparingLong(StageMove::id))
                .map(StageMove::from)
                .flatMap(stages::stage);
    }

    /** Makes room where a move found none. */
    void makeRoom(Move move) {
        order.makeRoom(choices.stage(move.stageId()), move.above());
    }

    /** Open deals of a stage go to another one, whatever that asks; that the column went is nobody's next step: no tasks. */
    int moveAll(List<UUID> some, UUID from, Stage to, By by) {
        int went = 0;
        // The last first, each to the top: they stand in the same order there.
        for (UUID id : some) {
            Optional<Deal> held =
                    rows.findToChange(id).filter(one -> one.stageId().equals(from));
            if (held.isPresent()) {
                Deal deal = held.get();
                Instant now = moments.now();
                rows.go(id, new DealRows.Goes(deal.typeId(), to, order.top(to), now, null, null, null), now, by.id());
                book.noted(id, deal, to, Said.of(Kind.MOVED), by);
                went++;
            }
        }
        return went;
    }
}
