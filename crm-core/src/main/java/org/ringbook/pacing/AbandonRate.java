package org.ringbook.pacing;

/** How many of the people who answered got nobody, by the formulas of regulators. Shares of one; the counts stand beside them. */
public final class AbandonRate {

    private AbandonRate() {}

    /**
     * United Kingdom, where machines are not told apart by a device: the dropped ones are reduced by the share of people among those
     * whom agents took.
     *
     * @param dropped answered and given no agent in time
     * @param people whom agents took
     * @param machines that agents took
     */
    public static double uk(long dropped, long people, long machines) {
        requireCounts(dropped, people, machines);
        if (people == 0) {
            return dropped == 0 ? 0 : 1;
        }
        double droppedPeople = (double) dropped * people / (people + machines);
        return droppedPeople / (people + droppedPeople);
    }

    /**
     * United States: of the people who answered, those who were not connected within two seconds.
     *
     * @param answered people, dropped ones among them
     */
    public static double us(long dropped, long answered) {
        requireCounts(dropped, answered, 0);
        if (dropped > answered) {
            throw new IllegalArgumentException("More dropped than answered: " + dropped + " of " + answered);
        }
        return answered == 0 ? 0 : (double) dropped / answered;
    }

    private static void requireCounts(long... counts) {
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("No count: " + count);
            }
        }
    }
}
