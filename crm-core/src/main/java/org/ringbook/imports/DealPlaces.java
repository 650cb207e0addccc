package org.ringbook.imports;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.LostReason;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.refusals.Refused;
import org.springframework.stereotype.Component;

/**
 * Where a deal of a file stands: pipeline, stage and type by name, in either language, or by id. What could be several is refused. Any thread;
 * waits for the database.
 */
@Component
class DealPlaces {

    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;

    DealPlaces(Pipelines pipelines, DealTypes types, LostReasons reasons) {
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
    }

    /**
     * @param typeId null for the first
     * @param stage null for where the type begins
     */
    record Place(UUID typeId, Stage stage) {}

    /** @throws Refused when something of it is not known, or could be several */
    Place of(RowCells row) {
        String pipelineName = row.text(FileColumn.PIPELINE);
        String typeName = row.text(FileColumn.TYPE);
        String stageName = row.text(FileColumn.STAGE);
        DealType type = typeName == null
                ? null
                : one(types.offered(), typeName, DealType::id, DealType::name, "imports.type.unknown");
        UUID pipeline = pipelineName == null
                ? null
                : one(kept(), pipelineName, Pipeline::id, Pipeline::name, "imports.pipeline.unknown")
                        .id();
        UUID of = pipeline == null && type != null ? type.pipelineId() : pipeline;
        Stage stage =
                stageName == null ? null : one(stages(of), stageName, Stage::id, Stage::name, "imports.stage.unknown");
        UUID way = stage == null ? of : stage.pipelineId();
        return new Place(type == null && way != null ? typeOf(way) : type == null ? null : type.id(), stage);
    }

    private List<Pipeline> kept() {
        return pipelines.all().stream().filter(one -> !one.archived()).toList();
    }

    /** @param pipeline null for all */
    private List<Stage> stages(UUID pipeline) {
        Stream<UUID> of = pipeline == null ? kept().stream().map(Pipeline::id) : Stream.of(pipeline);
        return of.flatMap(one -> pipelines.stages(one).stream())
                .filter(stage -> !stage.archived())
                .toList();
    }

    /** The type that leads through a pipeline, where only one does. */
    private UUID typeOf(UUID pipeline) {
        List<DealType> through = types.offered().stream()
                .filter(type -> type.pipelineId().equals(pipeline))
                .toList();
        if (through.size() != 1) {
            throw Refused.because("type", "imports.type.several", through.size());
        }
        return through.get(0).id();
    }

    /** @return null when the row does not say */
    UUID reason(RowCells row) {
        String name = row.text(FileColumn.LOST_REASON);
        return name == null
                ? null
                : one(reasons.offered(), name, LostReason::id, LostReason::name, "imports.reason.unknown")
                        .id();
    }

    /** How something is called for a reader. */
    private interface Called<T> {
        String name(T one, Locale reader);
    }

    private static <T> T one(List<T> all, String text, Function<T, UUID> id, Called<T> called, String unknown) {
        String key = FileTexts.key(text);
        List<T> found = all.stream()
                .filter(one -> id.apply(one).toString().equals(text)
                        || Stream.of(Locale.forLanguageTag("ru"), Locale.ENGLISH)
                                .map(reader -> called.name(one, reader))
                                .filter(Objects::nonNull)
                                .anyMatch(name -> FileTexts.key(name).equals(key)))
                .toList();
        if (found.size() != 1) {
            throw found.isEmpty()
                    ? Refused.because("place", unknown, FileTexts.shown(text))
                    : Refused.because("place", "imports.several", FileTexts.shown(text), found.size());
        }
        return found.get(0);
    }
}
