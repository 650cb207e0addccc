package org.ringbook.api;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Probabilities;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldSubject;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The deals that an answer shows, of those that whoever asks may see. */
@Component
class DealViews {

    private final Deals deals;
    private final Pipelines pipelines;
    private final Probabilities probabilities;
    private final Staff staff;
    private final OwnFieldsOfRows own;

    DealViews(Deals deals, Pipelines pipelines, Probabilities probabilities, Staff staff, OwnFieldsOfRows own) {
        this.deals = deals;
        this.pipelines = pipelines;
        this.probabilities = probabilities;
        this.staff = staff;
        this.own = own;
    }

    ResponseEntity<With<DealView>> answer(Deal deal) {
        return ResponseEntity.ok().eTag(SeenVersion.tag(deal.version())).body(of(deal));
    }

    With<DealView> of(Deal deal) {
        return of(List.of(deal)).get(0);
    }

    List<With<DealView>> of(Collection<Deal> shown) {
        var stages = new HashMap<UUID, Stage>();
        pipelines.stages().forEach(stage -> stages.put(stage.id(), stage));
        List<DealView> views = shown.stream()
                .map(deal -> DealView.of(deal, probabilities.of(deal, stages.get(deal.stageId()))))
                .toList();
        return own.with(FieldSubject.DEAL, views, DealView::id);
    }

    StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    Deal existing(SignedIn me, String id) {
        return deals.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such deal, or it is not yours to see."));
    }
}
