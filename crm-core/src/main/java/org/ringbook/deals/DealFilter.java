package org.ringbook.deals;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.fields.FieldFilter;

/**
 * Which deals are asked for, by list, board and counts alike; null means any. Days are included; moments are [from, to).
 *
 * @param state null for open, won and lost ones
 * @param parties client or contact of it
 * @param withoutNextStep true for open ones without an open task
 * @param rotten true for open ones that stand in their stage for too long
 * @param text words of the title, or its number
 * @param fields what the company's own fields are asked for
 */
public record DealFilter(
        Stage.Kind state,
        UUID pipeline,
        Collection<UUID> stages,
        UUID type,
        UUID responsible,
        String team,
        Collection<UUID> parties,
        UUID lostReason,
        String channel,
        String source,
        String campaign,
        Instant createdFrom,
        Instant createdTo,
        Instant closedFrom,
        Instant closedTo,
        LocalDate expectedFrom,
        LocalDate expectedTo,
        BigDecimal amountFrom,
        BigDecimal amountTo,
        boolean withoutNextStep,
        boolean rotten,
        String text,
        FieldFilter fields) {

    /** One of which what is asked for is told by its name. */
    public static DealFilter of(Consumer<Draft> asked) {
        var draft = new Draft();
        asked.accept(draft);
        return draft.made();
    }

    /** One that is being made; what is not told is not asked for. For one thread, and for a moment. */
    public static final class Draft {

        public Stage.Kind state;
        public UUID pipeline;
        public Collection<UUID> stages;
        public UUID type;
        public UUID responsible;
        public String team;
        public Collection<UUID> parties;
        public UUID lostReason;
        public String channel;
        public String source;
        public String campaign;
        public Instant createdFrom;
        public Instant createdTo;
        public Instant closedFrom;
        public Instant closedTo;
        public LocalDate expectedFrom;
        public LocalDate expectedTo;
        public BigDecimal amountFrom;
        public BigDecimal amountTo;
        public boolean withoutNextStep;
        public boolean rotten;
        public String text;
        public FieldFilter fields;

        private Draft() {}

        private DealFilter made() {
            return new DealFilter(
                    state,
                    pipeline,
                    stages,
                    type,
                    responsible,
                    team,
                    parties,
                    lostReason,
                    channel,
                    source,
                    campaign,
                    createdFrom,
                    createdTo,
                    closedFrom,
                    closedTo,
                    expectedFrom,
                    expectedTo,
                    amountFrom,
                    amountTo,
                    withoutNextStep,
                    rotten,
                    text,
                    fields);
        }

        private Draft of(DealFilter known) {
            state = known.state();
            pipeline = known.pipeline();
            stages = known.stages();
            type = known.type();
            responsible = known.responsible();
            team = known.team();
            parties = known.parties();
            lostReason = known.lostReason();
            channel = known.channel();
            source = known.source();
            campaign = known.campaign();
            createdFrom = known.createdFrom();
            createdTo = known.createdTo();
            closedFrom = known.closedFrom();
            closedTo = known.closedTo();
            expectedFrom = known.expectedFrom();
            expectedTo = known.expectedTo();
            amountFrom = known.amountFrom();
            amountTo = known.amountTo();
            withoutNextStep = known.withoutNextStep();
            rotten = known.rotten();
            text = known.text();
            fields = known.fields();
            return this;
        }
    }

    /** The same with something else asked for. */
    public DealFilter with(Consumer<Draft> also) {
        var draft = new Draft().of(this);
        also.accept(draft);
        return draft.made();
    }

    /** As a condition over deal d and stage s; its values go into {@code params}. */
    void ask(List<String> conditions, HashMap<String, Object> params) {
        var question = new Question(conditions, params);
        question.add("s.kind = :state", "state", state == null ? null : state.word());
        question.add("d.pipeline_id = :pipeline", "pipeline", pipeline);
        question.add("d.stage_id = any(:stages)", "stages", ids(stages));
        question.add("d.type_id = :type", "type", type);
        question.add("d.responsible_id = :responsible", "responsible", responsible);
        question.add("d.team = :team", "team", team);
        question.add("(d.party_id = any(:parties) or d.contact_id = any(:parties))", "parties", ids(parties));
        question.add("d.lost_reason_id = :lostReason", "lostReason", lostReason);
        question.add("d.channel = :channel", "channel", channel);
        question.add("d.source = :source", "source", source);
        question.add("d.campaign = :campaign", "campaign", campaign);
        question.add("d.created_at >= :createdFrom", "createdFrom", time(createdFrom));
        question.add("d.created_at < :createdTo", "createdTo", time(createdTo));
        question.add("d.closed_at >= :closedFrom", "closedFrom", time(closedFrom));
        question.add("d.closed_at < :closedTo", "closedTo", time(closedTo));
        question.add("d.expected_close >= :expectedFrom", "expectedFrom", day(expectedFrom));
        question.add("d.expected_close <= :expectedTo", "expectedTo", day(expectedTo));
        question.add("d.amount >= :amountFrom", "amountFrom", amountFrom);
        question.add("d.amount <= :amountTo", "amountTo", amountTo);
        if (withoutNextStep) {
            conditions.add("d.closed_at is null"
                    + " and not exists (select from task t where t.deal_id = d.id and t.closed_at is null)");
        }
        if (rotten) {
            conditions.add(
                    "d.closed_at is null and d.stage_entered_at < now() - make_interval(days => s.rots_after_days)");
        }
        words(question);
        if (fields != null) {
            conditions.add(fields.sql("d"));
            params.putAll(fields.parameters());
        }
    }

    private void words(Question question) {
        if (text == null || text.isBlank()) {
            return;
        }
        Optional<Long> number = number(text.strip());
        if (number.isPresent()) {
            // A deal may also be called as a telephone number.
            question.add("(d.number = :number or d.found like :digits)", "number", number.get());
            question.params().put("digits", "% " + number.get() + "%");
            return;
        }
        List<String> patterns = DealTexts.patterns(text);
        for (int i = 0; i < patterns.size(); i++) {
            question.add("d.found like :word" + i, "word" + i, patterns.get(i));
        }
    }

    static Optional<Long> number(String text) {
        String digits = text.startsWith("№") ? text.substring(1).strip() : text;
        return digits.matches("\\d{1,15}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }

    private static Timestamp time(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Date day(LocalDate day) {
        return day == null ? null : Date.valueOf(day);
    }

    private record Question(List<String> conditions, Map<String, Object> params) {

        void add(String condition, String name, Object value) {
            if (value != null) {
                conditions.add(condition);
                params.put(name, value);
            }
        }
    }
}
