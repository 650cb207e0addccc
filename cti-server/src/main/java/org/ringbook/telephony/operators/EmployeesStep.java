package org.ringbook.telephony.operators;

import java.util.List;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;

/** Whether the employees of a virtual PBX are ours: all of them have an extension that calls are told by. */
public final class EmployeesStep {

    private static final int NAMED = 5;

    private EmployeesStep() {}

    /**
     * @param kind of the source: its notices are {@code KIND.step.nobody} and {@code KIND.step.employees}
     * @param source name of the source in the settings
     * @param employees how many there are
     * @param nameless those without an extension
     */
    public static ConnectionStep of(String kind, String source, int employees, List<String> nameless) {
        if (employees == 0) {
            return ConnectionStep.of(Kind.EMPLOYEES, State.TO_DO, Notice.of(kind + ".step.nobody"));
        }
        if (nameless.isEmpty()) {
            return ConnectionStep.of(Kind.EMPLOYEES, State.DONE, Notice.of("step.employees.done", employees));
        }
        String names = String.join(", ", nameless.stream().limit(NAMED).toList());
        return ConnectionStep.of(
                Kind.EMPLOYEES, State.TO_DO, Notice.of(kind + ".step.employees", nameless.size(), names, source));
    }

    /** @param lastReceived when it reported something; null when it has not since the start */
    public static Notice up(String kind, int employees, List<String> nameless, Object lastReceived) {
        int withExtension = employees - nameless.size();
        return lastReceived == null
                ? Notice.of(kind + ".up.silent", employees, withExtension)
                : Notice.of(kind + ".up", employees, withExtension, lastReceived);
    }
}
