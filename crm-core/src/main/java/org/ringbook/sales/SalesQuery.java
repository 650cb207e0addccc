package org.ringbook.sales;

import java.util.UUID;
import org.ringbook.reports.Period;
import org.ringbook.rights.Permissions;

/**
 * Of which deals a report is.
 *
 * @param pipeline null for the first one, or for all where a report is of all
 * @param type of deals; null for any, and so are those that follow
 * @param person who answers for them today; in wins, losses and pay who did then
 * @param team of the deals, as it is written
 * @param channel of the deals' leads: call, form, hand and the like
 * @param basis by which date deals belong to the period, where a report can be of either
 * @param by what rows are, where a report lets choose; null for the usual
 * @param byLast whether the last contact decides where somebody came from, not the first
 * @param permissions of whoever looks: only deals and leads that they may see; null of what is the same for everybody
 */
public record SalesQuery(
        Period period,
        UUID pipeline,
        UUID type,
        UUID person,
        String team,
        String channel,
        Basis basis,
        String by,
        boolean byLast,
        Permissions permissions) {

    public static SalesQuery of(Period period, Permissions permissions) {
        return new SalesQuery(period, null, null, null, null, null, Basis.CREATED, null, false, permissions);
    }

    public SalesQuery in(Period other) {
        return new SalesQuery(other, pipeline, type, person, team, channel, basis, by, byLast, permissions);
    }

    public SalesQuery of(UUID otherPipeline) {
        return new SalesQuery(period, otherPipeline, type, person, team, channel, basis, by, byLast, permissions);
    }

    /** @param who null for anybody */
    public SalesQuery whose(UUID who) {
        return new SalesQuery(period, pipeline, type, who, team, channel, basis, by, byLast, permissions);
    }

    public SalesQuery by(Basis other) {
        return new SalesQuery(period, pipeline, type, person, team, channel, other, by, byLast, permissions);
    }
}
