package org.ringbook.deals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.refusals.Refused;

/** The stage, the type and the reason that were chosen for a deal: what is unknown, or offered no more, is refused. */
final class DealChoices {

    private final StageRows rows;

    DealChoices(StageRows rows) {
        this.rows = rows;
    }

    Stage stage(UUID id) {
        return Optional.ofNullable(id)
                .flatMap(rows::stage)
                .orElseThrow(() -> Refused.because("stageId", "deals.stage.unknown"));
    }

    /** The stages of a pipeline, in their order. */
    List<Stage> way(UUID pipeline) {
        return rows.stages(pipeline);
    }

    Stage first(UUID pipeline) {
        return first(way(pipeline));
    }

    static Stage first(List<Stage> way) {
        return StageRules.first(way).orElseThrow(() -> Refused.because("stageId", "deals.stage.no-first"));
    }

    void refuseArchived(Stage stage) {
        if (stage.archived()) {
            throw Refused.because("stageId", "deals.stage.archived", stage.name(), stage.name(Locale.ENGLISH));
        }
    }

    void refuseArchivedWay(UUID pipeline) {
        boolean archived = rows.pipelines().stream()
                .anyMatch(one -> one.archived() && one.id().equals(pipeline));
        if (archived) {
            throw Refused.because("stageId", "deals.pipeline.unknown");
        }
    }

    /** @param id null for the first that is offered */
    DealType type(UUID id) {
        return rows.types().stream()
                .filter(one -> id == null ? !one.archived() : one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.because("typeId", "deals.type.unknown"));
    }

    /** What is chosen anew. */
    DealType offered(UUID id) {
        DealType type = type(id);
        if (type.archived()) {
            throw Refused.because("typeId", "deals.type.archived", type.name(), type.name(Locale.ENGLISH));
        }
        return type;
    }

    /** @param before which it may stay, also when it is offered no more; null for none */
    LostReason reason(UUID id, UUID before) {
        if (id == null) {
            return null;
        }
        LostReason reason = rows.reason(id).orElseThrow(() -> Refused.because("lostReasonId", "deals.reason.unknown"));
        if (reason.archived() && !id.equals(before)) {
            throw Refused.because("lostReasonId", "deals.reason.archived", reason.name(), reason.name(Locale.ENGLISH));
        }
        return reason;
    }
}
