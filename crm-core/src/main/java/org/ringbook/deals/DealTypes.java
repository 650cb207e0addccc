package org.ringbook.deals;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.contacts.NewId;
import org.ringbook.deals.DealType.PartState;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Kinds of deals. Who may change them is asked before. Any thread; every method waits for the database. */
@Component
public class DealTypes {

    private static final int MOST = 50;
    private static final int MOST_STATES = 20;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final StageRows rows;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher publisher;

    DealTypes(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher publisher) {
        this.publisher = publisher;
        this.rows = new StageRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Those that are offered in their order, then archived ones. */
    public List<DealType> all() {
        return rows.types();
    }

    public List<DealType> offered() {
        return all().stream().filter(one -> !one.archived()).toList();
    }

    public Optional<DealType> find(UUID id) {
        return id == null ? Optional.empty() : rows.type(id);
    }

    /**
     * Adds (id null) or changes one. A new one stands last. What it asks anew does not touch the deals that are there.
     *
     * @throws Refused if something does not fit, the name is another one's, it was changed meanwhile, the last one would be archived, or a
     *     state would go in which parts are
     */
    public DealType save(DealType type) {
        DealType tidied = tidied(type);
        return transaction.execute(status -> {
            rows.lock("deal_type");
            List<DealType> all = all();
            boolean taken = all.stream()
                    .anyMatch(one -> !one.archived()
                            && !type.archived()
                            && !one.id().equals(type.id())
                            && one.name().equalsIgnoreCase(tidied.name()));
            if (taken) {
                throw Refused.because("name", "deals.taken", tidied.name());
            }
            boolean way = rows.pipelines().stream()
                    .anyMatch(one -> !one.archived() && one.id().equals(type.pipelineId()));
            if (!way && !type.archived()) {
                throw Refused.because("pipelineId", "deals.pipeline.unknown");
            }
            if (type.id() == null) {
                if (all.size() >= MOST) {
                    throw Refused.because("name", "deals.many", MOST);
                }
                DealType added = with(tidied, NewId.next(), all.size() + 1);
                rows.write(added, true);
                return find(added.id()).orElseThrow();
            }
            return changed(tidied, all);
        });
    }

    private DealType changed(DealType tidied, List<DealType> all) {
        DealType was = find(tidied.id()).orElseThrow(() -> Refused.because("id", "deals.type.unknown"));
        if (tidied.version() > 0 && tidied.version() != was.version()) {
            throw Refused.because("version", "deals.stale");
        }
        boolean last =
                all.stream().noneMatch(one -> !one.archived() && !one.id().equals(was.id()));
        if (tidied.archived() && last) {
            throw Refused.because("archived", "deals.type.last");
        }
        // Whoever moves a part holds the type: it is waited for, and seen below.
        rows.holdType(was.id());
        List<String> kept = tidied.states().stream().map(PartState::key).toList();
        rows.partStatesInUse(was.id()).stream()
                .filter(state -> !kept.contains(state))
                .findFirst()
                .ifPresent(state -> {
                    throw Refused.because("partStates", "deals.type.state-used", state);
                });
        rows.write(with(tidied, was.id(), was.position()), false);
        DealType now = find(was.id()).orElseThrow();
        publisher.publishEvent(new DealTypeSaved(was, now));
        return now;
    }

    private static DealType with(DealType type, UUID id, int position) {
        return new DealType(
                id,
                type.name(),
                type.nameEn(),
                type.pipelineId(),
                type.control(),
                type.requiredFields(),
                type.partStates(),
                type.partsFinished(),
                position,
                type.archived(),
                type.version());
    }

    private DealType tidied(DealType type) {
        if (type.control() == null) {
            throw Refused.because("control", "deals.type.control");
        }
        Set<String> own = rows.ownFields().keySet();
        List<String> kept = find(type.id()).map(DealType::requiredFields).orElse(List.of());
        type.requiredFields().stream()
                .filter(name -> !kept.contains(name) && !Pipelines.isField(name, own))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.because("requiredFields", "deals.stage.rule", name);
                });
        return new DealType(
                type.id(),
                DealTexts.required("name", type.name()),
                DealTexts.line("nameEn", type.nameEn()),
                type.pipelineId(),
                type.control(),
                type.requiredFields().stream().distinct().toList(),
                states(type.partStates()),
                type.partsFinished(),
                type.position(),
                type.archived(),
                type.version());
    }

    private static List<PartState> states(List<PartState> states) {
        if (states.size() > MOST_STATES) {
            throw Refused.because("partStates", "deals.many", MOST_STATES);
        }
        var keys = new HashSet<String>();
        return states.stream()
                .map(one -> {
                    if (one.key() == null || !KEY.matcher(one.key()).matches() || !keys.add(one.key())) {
                        throw Refused.because("partStates", "deals.type.state-key");
                    }
                    if (one.kind() == null) {
                        throw Refused.because("partStates", "deals.type.state-kind", one.key());
                    }
                    return new PartState(
                            one.key(),
                            DealTexts.required("partStates", one.name()),
                            DealTexts.line("partStates", one.nameEn()),
                            one.kind());
                })
                .toList();
    }
}
