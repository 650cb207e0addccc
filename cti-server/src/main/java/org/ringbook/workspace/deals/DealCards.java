package org.ringbook.workspace.deals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Stage;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

/** Cards and columns of the board, as they are shown. */
@Component
class DealCards {

    /** Tasks without a time are sorted behind all others. */
    private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

    private final WorkingCalendar calendar;

    DealCards(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** @param days in its stage @param step what is to be done next, and when; null for nothing @param overdue its time has passed */
    record Card(DealList.Card card, long days, String step, boolean overdue) {

        public Deal deal() {
            return card.deal();
        }
    }

    record Column(Stage stage, DealList.Totals totals, List<Card> cards, String next) {}

    Column column(DealList.Column column, Print print) {
        return new Column(
                column.stage(),
                column.totals(),
                column.cards().stream().map(card -> card(card, print)).toList(),
                column.next());
    }

    Card card(DealList.Card card, Print print) {
        Instant now = Instant.now();
        String step = card.nextStepTitle() == null ? null : card.nextStepTitle() + " · " + day(card.nextStep(), print);
        boolean overdue = card.nextStep() != null && card.nextStep().isBefore(now);
        return new Card(card, days(card.deal(), now), step, overdue);
    }

    /** How long it stands, or stood until it was closed. */
    static long days(Deal deal, Instant now) {
        Instant until = deal.closedAt() == null ? now : deal.closedAt();
        return Math.max(0, Duration.between(deal.stageEnteredAt(), until).toDays());
    }

    /**
     * On which day a step is due.
     *
     * @param due when it is late: of one for a whole day the midnight after it, where the company is
     */
    String day(Instant due, Print print) {
        if (due.isAfter(FAR)) {
            return print.say("due.none");
        }
        ZonedDateTime there = due.atZone(calendar.zone());
        LocalDate before = there.toLocalDate().minusDays(1);
        return there.toLocalTime().equals(LocalTime.MIDNIGHT) ? print.day(before) : print.day(due);
    }
}
