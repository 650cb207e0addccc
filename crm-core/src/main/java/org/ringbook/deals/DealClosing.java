package org.ringbook.deals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.StageRules.Closing;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;

/** What is said of the end of a deal: on which day it was won, why it was lost. */
final class DealClosing {

    private final DealRows rows;
    private final DealChoices choices;
    private final DealVersions versions;
    private final Moments moments;
    private final ApplicationEventPublisher publisher;

    DealClosing(
            DealRows rows,
            DealChoices choices,
            DealVersions versions,
            Moments moments,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.choices = choices;
        this.versions = versions;
        this.moments = moments;
        this.publisher = publisher;
    }

    /** As a move to a stage of any kind says it. */
    Closing said(Stage to, Move move) {
        boolean lost = to.kind() == Stage.Kind.LOST;
        return new Closing(
                move.closedOn() != null,
                lost ? choices.reason(move.lostReasonId(), null) : null,
                lost ? DealTexts.text("lostNote", move.lostNote()) : null);
    }

    /**
     * When it is closed by going to a stage; null for an open one.
     *
     * @param day of a won one, or of a lost one that is brought; null for now
     * @param brought whether another program or a file brings it as it stands there: else what is lost is lost now
     */
    Instant at(Deal deal, Stage to, LocalDate day, boolean brought, Instant now) {
        if (to.isOpen()) {
            return null;
        }
        boolean lostNow = to.kind() == Stage.Kind.LOST && (!brought || day == null);
        return lostNow ? now : moments.closedOn(day, deal, now);
    }

    /** Whoever closes it a second time, and says something else, is told who was first; a supervisor puts it right. */
    Deal corrected(Deal deal, Stage stage, Move move, By by) {
        boolean lost = stage.kind() == Stage.Kind.LOST;
        LostReason why = lost ? choices.reason(move.lostReasonId(), deal.lostReasonId()) : null;
        String note = lost ? DealTexts.text("lostNote", move.lostNote()) : null;
        boolean otherDay = !lost && move.closedOn() != null && !move.closedOn().equals(moments.day(deal.closedAt()));
        boolean otherReason = why != null && !why.id().equals(deal.lostReasonId());
        boolean otherNote = note != null && !note.equals(deal.lostNote());
        if (!otherDay && !otherReason && !otherNote) {
            return deal;
        }
        versions.refuseMoved(deal, move.version());
        if (!by.isSupervisor()) {
            throw Refused.because("stageId", "deals.closing.supervisor");
        }
        LostReason now = why == null && lost ? choices.reason(deal.lostReasonId(), deal.lostReasonId()) : why;
        String said = note != null ? note : otherReason ? null : deal.lostNote();
        if (lost && now.needsNote() && said == null) {
            DealDemands.ask(List.of(Missing.field("lostNote")));
        }
        Instant at = otherDay ? moments.closedOn(move.closedOn(), deal, moments.now()) : deal.closedAt();
        rows.closing(deal.id(), at, now == null ? null : now.id(), said, moments.now(), by.id());
        Deal after = rows.find(deal.id()).orElseThrow();
        publisher.publishEvent(new DealChanged(after, Set.of("closedOn", "lostReasonId", "lostNote"), by));
        return after;
    }
}
