package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.sales.Stage.Kind;

/**
 * To whom a won deal counts, and when. The first winning counts, and stays in its month whatever becomes of the deal: reopened, it is taken
 * back in the month of the reopening; won again, that returns as it was, to the same person and with the same days, and only what the amount
 * differs by is new. From one won stage to another nothing happens. Pure.
 */
final class Winnings {

    private Winnings() {}

    /** All of a deal, in order. */
    static List<Credit> of(DealHistory story, Stages stages) {
        DealRow deal = story.deal();
        if (story.moves().isEmpty()) {
            return stages.kind(deal.stage()) == Kind.WON
                    ? List.of(new Credit(deal.responsible(), deal.closedAt(), given(deal.amount()), 1, deal.closedAt()))
                    : List.of();
        }
        var credits = new ArrayList<Credit>();
        var standing = new ArrayList<Credit>();
        Credit first = null;
        for (int i = 0; i < story.moves().size(); i++) {
            Move move = story.moves().get(i);
            boolean won = isWon(move, stages);
            if (won && standing.isEmpty()) {
                Credit now = won(story, i, stages);
                first = first == null ? now : first;
                standing.addAll(again(first, now));
                credits.addAll(standing);
            } else if (!won && !standing.isEmpty()) {
                standing.forEach(each -> credits.add(each.takenBack(move.at())));
                standing.clear();
            }
        }
        return credits;
    }

    /** What of a deal counts in a period: for each person at most one, with all that was taken back and returned within it. */
    static Collection<Credit> in(DealHistory story, Stages stages, Instant from, Instant to) {
        var sums = new LinkedHashMap<UUID, Credit>();
        for (Credit one : of(story, stages)) {
            if (!one.at().isBefore(from) && one.at().isBefore(to)) {
                sums.merge(one.person(), one, Credit::and);
            }
        }
        sums.values().removeIf(Credit::isNothing);
        return sums.values();
    }

    private static boolean isWon(Move move, Stages stages) {
        Stage to = stages.of(move.to());
        return to != null && to.kind() == Kind.WON;
    }

    /** As it was left: its amount may have been put right while it stood won. */
    private static Credit won(DealHistory story, int place, Stages stages) {
        Move move = story.moves().get(place);
        BigDecimal amount = story.moves().stream()
                .skip(place + 1L)
                .filter(later -> !isWon(later, stages))
                .findFirst()
                .map(left -> left.amount() == null ? given(move.amount()) : left.amount())
                .orElseGet(() -> given(story.deal().amount()));
        Instant at = move.closedAt() == null ? move.at() : move.closedAt();
        UUID person = move.responsible() == null ? story.deal().responsible() : move.responsible();
        return new Credit(person, at, amount, 1, at);
    }

    private static List<Credit> again(Credit first, Credit now) {
        BigDecimal more = now.amount().subtract(first.amount());
        return more.signum() == 0
                ? List.of(first.at(now.at()))
                : List.of(first.at(now.at()), new Credit(now.person(), now.at(), more, 0, now.won()));
    }

    private static BigDecimal given(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
