package org.ringbook.deals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.deals.StageRules.Closing;
import org.ringbook.deals.StageRules.Having;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;

/** What a deal lacks for its type and its stage is asked for, all at once. */
final class DealDemands {

    private static final String OWN_FIELD = "fields.";

    private final StageRows stages;
    private final DealEvidence evidence;
    private final FieldValues fields;

    DealDemands(StageRows stages, DealEvidence evidence, FieldValues fields) {
        this.stages = stages;
        this.evidence = evidence;
        this.fields = fields;
    }

    /** Of one that is not kept yet. @param own values of the company's own fields */
    void askNew(Deal deal, Map<String, Object> own, Stage stage, DealType type) {
        ask(missing(stage, type, DealEvidence.ofNew(deal, own), Closing.NOTHING));
    }

    void ask(Deal deal, Stage to, DealType type, Closing closing) {
        ask(missing(to, type, evidence.of(deal, type, own(deal)), closing));
    }

    /** @param names what was written in it just now */
    void askEmptied(Deal deal, DealType type, Set<String> names) {
        Having having = DealEvidence.ofNew(deal, own(deal));
        ask(type.requiredFields().stream()
                .filter(name -> names.contains(name) && !having.filled().contains(name))
                .map(Missing::field)
                .toList());
    }

    static void ask(List<Missing> missing) {
        if (!missing.isEmpty()) {
            throw new StageAsks(missing);
        }
    }

    private Map<String, Object> own(Deal deal) {
        return fields.of(FieldSubject.DEAL, deal.id());
    }

    /** What was taken away since a rule asked for it can not be filled in by anybody. */
    private List<Missing> missing(Stage to, DealType type, Having having, Closing closing) {
        List<Missing> all = StageRules.missing(to, type, having, closing);
        if (all.stream().noneMatch(one -> one.name().startsWith(OWN_FIELD))) {
            return all;
        }
        Map<String, StageRows.Called> known = stages.ownFields();
        return all.stream()
                .filter(one -> !one.name().startsWith(OWN_FIELD) || known.containsKey(one.name()))
                .map(one -> {
                    StageRows.Called called = known.get(one.name());
                    return called == null ? one : one.called(called.name(), called.nameEn());
                })
                .toList();
    }
}
