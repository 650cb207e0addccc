package org.ringbook.sales;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.sales.Stage.Kind;

/**
 * A deal and all its moves.
 *
 * @param moves in their order; may be empty
 */
record DealHistory(DealRow deal, List<Move> moves) {

    DealHistory {
        moves = List.copyOf(withClosing(deal, moves));
    }

    /** The last move of a closed deal closed it when the deal says so, and no later. */
    private static List<Move> withClosing(DealRow deal, List<Move> moves) {
        if (deal.closedAt() == null || moves.isEmpty()) {
            return moves;
        }
        var all = new ArrayList<>(moves);
        Move last = all.remove(all.size() - 1);
        all.add(new Move(last.at(), last.from(), last.to(), last.responsible(), last.amount(), deal.closedAt()));
        return all;
    }

    /** From its first creation, whatever was reopened since. */
    Instant begin() {
        return moves.isEmpty() ? deal.createdAt() : earlier(moves.get(0).at(), deal.createdAt());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Who answered for it as it was closed; today's owner of one whose move says nobody. */
    UUID closedBy() {
        UUID then = moves.isEmpty() ? null : moves.get(moves.size() - 1).responsible();
        return then == null ? deal.responsible() : then;
    }

    /** The last open stage that it was in; null for one that was in none. */
    Stage lastOpen(Stages stages) {
        for (int i = moves.size() - 1; i >= 0; i--) {
            Stage stage = stages.of(moves.get(i).to());
            if (stage != null && stage.kind() == Kind.OPEN) {
                return stage;
            }
            Stage from = stages.of(moves.get(i).from());
            if (from != null && from.kind() == Kind.OPEN) {
                return from;
            }
        }
        return null;
    }
}
