package org.ringbook.deals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.Deals.Origin;
import org.ringbook.deals.MoveBook.Said;
import org.ringbook.deals.StageMove.Kind;
import org.ringbook.deals.StageRules.Step;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;

/** Makes deals, on top of the column in which they begin. */
final class DealCreation {

    private final DealRows rows;
    private final StageRows stages;
    private final BoardOrder order;
    private final DealContent contents;
    private final FieldValues fields;
    private final DealChoices choices;
    private final DealDemands demands;
    private final MoveBook book;
    private final Moments moments;

    DealCreation(
            DealRows rows,
            StageRows stages,
            BoardOrder order,
            DealContent contents,
            FieldValues fields,
            DealChoices choices,
            DealDemands demands,
            MoveBook book,
            Moments moments) {
        this.rows = rows;
        this.stages = stages;
        this.order = order;
        this.contents = contents;
        this.fields = fields;
        this.choices = choices;
        this.demands = demands;
        this.book = book;
        this.moments = moments;
    }

    /** One that stays where it begins. @param brought whether another program brings it as it stands there @param begun null for now */
    Deal create(NewDeal what, boolean brought, Instant begun, By by) {
        DealType type = choices.offered(what.typeId());
        if (what.stageId() != null) {
            stages.hold(what.stageId());
        }
        UUID pipeline = what.stageId() == null
                ? type.pipelineId()
                : choices.stage(what.stageId()).pipelineId();
        List<Stage> way = choices.way(pipeline);
        Stage stage = what.stageId() == null ? DealChoices.first(way) : choices.stage(what.stageId());
        if (!stage.isOpen()) {
            throw Refused.because("stageId", "deals.stage.begins-open");
        }
        choices.refuseArchivedWay(stage.pipelineId());
        StageRules.refuse(Step.first(type.control(), stage, way, brought));
        Deal deal = made(what, type, stage, begun == null ? moments.now() : begun, by);
        Map<String, Object> own = own(what);
        demands.askNew(deal, own, stage, type);
        insert(deal, own, stage);
        return book.moved(deal.id(), null, stage, Said.of(Kind.CREATED), by);
    }

    /** One that goes on from there in the same moment: the stage asks nothing, and brings no tasks. */
    Deal passing(NewDeal what, DealType type, Stage stage, Instant begun, By by) {
        Deal deal = made(what, type, stage, begun, by);
        insert(deal, own(what), stage);
        return book.noted(deal.id(), null, stage, Said.of(Kind.CREATED), by);
    }

    private Map<String, Object> own(NewDeal what) {
        return fields.ofProgram(FieldSubject.DEAL, Map.of(), what.fields() == null ? Map.of() : what.fields());
    }

    private void insert(Deal deal, Map<String, Object> own, Stage stage) {
        rows.insert(deal, order.top(stage));
        if (!own.isEmpty()) {
            fields.write(FieldSubject.DEAL, deal.id(), own);
        }
    }

    private Deal made(NewDeal what, DealType type, Stage stage, Instant begun, By by) {
        Content tidied = contents.tidied(what.content(), null, by);
        Origin from = what.from() == null ? new Origin(null, null, null, null, Map.of()) : what.from();
        String externalSource = DealTexts.line("externalSource", what.externalSource());
        String externalId = DealTexts.line("externalId", what.externalId());
        if (externalSource == null != (externalId == null)) {
            throw Refused.because(externalId == null ? "externalId" : "externalSource", "deals.external.both");
        }
        Instant now = moments.now();
        return new Deal(
                NewId.next(),
                0,
                tidied.title(),
                type.id(),
                stage.pipelineId(),
                stage.id(),
                stage.kind(),
                begun,
                tidied.partyId(),
                tidied.entityId(),
                tidied.contactId(),
                tidied.responsibleId(),
                contents.team(tidied.responsibleId()),
                tidied.amount(),
                tidied.currency(),
                tidied.amountFrom(),
                tidied.probability(),
                tidied.expectedClose(),
                from.leadId(),
                from.channel(),
                from.source(),
                from.campaign(),
                from.marks() == null ? Map.of() : from.marks(),
                null,
                null,
                null,
                tidied.competitor(),
                externalSource,
                externalId,
                begun,
                by.id(),
                now,
                by.id(),
                1);
    }
}
