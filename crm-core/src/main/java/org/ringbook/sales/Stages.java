package org.ringbook.sales;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.sales.Stage.Kind;

/**
 * All stages, in their order as of the report. An archived stage is no step of its own: whoever went through it went through the last
 * step that stands at its place or before.
 */
final class Stages {

    private final Map<UUID, Stage> byId;

    Stages(Collection<Stage> all) {
        byId = all.stream().collect(Collectors.toMap(Stage::id, Function.identity()));
    }

    /** Null for one that is not there. */
    Stage of(UUID id) {
        return id == null ? null : byId.get(id);
    }

    Kind kind(UUID id) {
        return byId.get(id).kind();
    }

    /** The steps of a pipeline: open stages that are in use, in order. */
    List<Stage> steps(UUID pipeline) {
        return byId.values().stream()
                .filter(stage -> stage.pipeline().equals(pipeline) && stage.kind() == Kind.OPEN && !stage.archived())
                .sorted(Comparator.comparingInt(Stage::position).thenComparing(Stage::id))
                .toList();
    }

    /** Where a stage stands among steps of its pipeline: their number for a won one, -1 for a lost one and for none of theirs. */
    static int place(Stage stage, List<Stage> steps) {
        if (stage == null || stage.kind() == Kind.LOST) {
            return -1;
        }
        if (stage.kind() == Kind.WON) {
            return steps.size();
        }
        int place = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(stage.id())) {
                return i;
            }
            if (steps.get(i).position() <= stage.position()) {
                place = i;
            }
        }
        return place;
    }
}
