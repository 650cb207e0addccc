package org.ringbook.telephony.connections;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Connections that are tried at present, or were a moment ago. Any thread. */
@Component
public class Trials {

    private static final int MOST_AT_ONCE = 4;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Connections connections;
    private final NumberPlan plan;
    private final ApplicationEventPublisher events;
    private final Map<UUID, Trial> trials = new ConcurrentHashMap<>();

    Trials(Connections connections, NumberPlan plan, ApplicationEventPublisher events) {
        this.connections = connections;
        this.plan = plan;
        this.events = events;
    }

    /**
     * Begins to try what was typed. Nothing is saved; that stored secrets were used for it is noted.
     *
     * @param known name of the connection that is changed, whose secrets stay where none is typed; null for a new one
     * @throws Refused with the field at fault
     */
    public synchronized Trial start(String kind, String known, String typedName, Map<String, String> typed) {
        trials.values().removeIf(trial -> trial.isOlderThan(REMEMBERED));
        if (trials.values().stream().filter(trial -> !trial.result().over()).count() >= MOST_AT_ONCE) {
            throw Refused.because(null, "telephony.connection.trials");
        }
        String name = known == null ? ConnectionValues.name(typedName) : known;
        Connections.Typed all = connections.typed(kind, known, typed);
        var trial =
                new Trial(all.source(name, all.form().whileTried()), all.form().notWhileTried(), plan);
        if (known != null && all.keepsSecrets(typed)) {
            events.publishEvent(AuditEntry.of(AuditKind.CONNECTION, "tried").on(name, name));
        }
        trials.put(trial.result().id(), trial);
        trial.start();
        return trial;
    }

    public Optional<Trial.Result> find(UUID id) {
        return Optional.ofNullable(trials.get(id)).map(Trial::result);
    }
}
