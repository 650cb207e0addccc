package org.ringbook.claims;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.tasks.Task;

/**
 * Why clients complain: a node of the tree.
 *
 * @param parentId null for one at the top
 * @param nameEn for who reads English; null when there is no such name
 * @param team whose work it is of, where nobody says otherwise; may be null
 * @param responsibleId who looks after its claims; null for nobody yet
 * @param dueHours working hours until the client has an answer
 * @param plan what is then to be done, in order
 * @param active false when it is not offered any more
 */
public record ClaimCause(
        UUID id,
        UUID parentId,
        String name,
        String nameEn,
        int place,
        String team,
        UUID responsibleId,
        int dueHours,
        List<Step> plan,
        boolean active,
        int version) {

    public static final int USUAL_HOURS = 24;

    public ClaimCause {
        plan = plan == null ? List.of() : List.copyOf(plan);
    }

    /**
     * One assignment of the plan.
     *
     * @param titleEn as with the cause
     * @param staffId who does it; null for somebody of the team, or who looks after the claim
     * @param team whose supervisor does it, or else one of it
     * @param hours working hours from the moment when the claim is looked into
     */
    public record Step(Task.What what, String title, String titleEn, UUID staffId, String team, int hours) {

        public String title(Locale locale) {
            return titleEn == null || "ru".equals(locale.getLanguage()) ? title : titleEn;
        }
    }

    public String name(Locale locale) {
        return nameEn == null || "ru".equals(locale.getLanguage()) ? name : nameEn;
    }
}
