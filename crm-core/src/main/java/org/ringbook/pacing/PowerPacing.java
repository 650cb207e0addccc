package org.ringbook.pacing;

/**
 * So many lines for each agent who is ready, where the budget of drops bears all of those beyond one: each is taken for a drop until it is
 * over, so that no sequence of answers exceeds the limit as long as no agent goes away.
 */
public final class PowerPacing implements Pacing {

    private final double ratio;
    private final double limit;

    /** @param ratio lines for an agent who is ready, 1 to 5 @param limit share of the people who answered that are dropped at most */
    public PowerPacing(double ratio, double limit) {
        if (!(ratio >= 1 && ratio <= 5) || !(limit > 0 && limit < 0.2)) {
            throw new IllegalArgumentException("No power dialling: " + ratio + ", " + limit);
        }
        this.ratio = ratio;
        this.limit = limit;
    }

    @Override
    public int toDial(PacingState state) {
        int free = state.ready() - state.waiting();
        int up = state.inFlight().length;
        int certain = Math.max(0, free - up);
        long wanted = Math.round(Math.max(0, free) * ratio) - up;
        long borne = state.budget(limit).left() + free - up;
        return (int) Math.max(certain, Math.min(wanted, borne));
    }

    @Override
    public int toTakeBack(PacingState state) {
        long most = Math.max(0, state.budget(limit).left());
        return (int) Math.min(state.inFlight().length, Math.max(0, state.over() - most));
    }
}
