package org.ringbook.sales;

import java.util.UUID;

/**
 * A stage of a pipeline.
 *
 * @param position within its pipeline
 * @param probability 0 to 1, as it was set by hand
 * @param rotsAfterDays null when deals may stay in it for ever
 * @param nameEn for who reads English; null where the other is for everybody
 */
record Stage(
        UUID id,
        UUID pipeline,
        String name,
        int position,
        Kind kind,
        double probability,
        Integer rotsAfterDays,
        boolean archived,
        String nameEn) {

    Stage(
            UUID id,
            UUID pipeline,
            String name,
            int position,
            Kind kind,
            double probability,
            Integer rotsAfterDays,
            boolean archived) {
        this(id, pipeline, name, position, kind, probability, rotsAfterDays, archived, null);
    }

    Named named() {
        return new Named(name, nameEn);
    }

    /** All that is known of a deal's state. */
    enum Kind {
        OPEN,
        WON,
        LOST
    }
}
