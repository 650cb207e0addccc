package org.ringbook.telephony.operators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.agentstates.Evidence.Telephone;

/** What an operator's cloud says that its employees are, told on when it is another. What it does not say is unknown. Any thread. */
public final class EmployeeStatuses {

    private final String source;
    private final Map<String, Status> known = new HashMap<>();
    private volatile Consumer<Telephone> follower = telephone -> {};

    public EmployeeStatuses(String source) {
        this.source = source;
    }

    /** @param told must not wait */
    public void follow(Consumer<Telephone> told) {
        follower = told;
    }

    /**
     * What is told again keeps when it began, and what overtook an older word stands.
     *
     * @param telephone ours, of whoever has the status; null for nobody's
     * @param status null when nothing is known of it any more
     */
    public synchronized void becomes(String telephone, Status status) {
        Status before = known.get(telephone);
        if (telephone == null || isKnown(before, status)) {
            return;
        }
        if (status == null) {
            known.remove(telephone);
        } else {
            known.put(telephone, status);
        }
        follower.accept(new Telephone(source, telephone, null, null, List.of(), status));
    }

    private static boolean isKnown(Status before, Status now) {
        if (before == null || now == null) {
            return before == now;
        }
        boolean same = before.availability() == now.availability() && Objects.equals(before.reason(), now.reason());
        return same || now.since().isBefore(before.since());
    }

    /** Of whom the cloud told before and does not tell now, nothing is known. */
    public synchronized void only(Set<String> told) {
        Set.copyOf(known.keySet()).stream()
                .filter(telephone -> !told.contains(telephone))
                .forEach(telephone -> becomes(telephone, null));
    }
}
