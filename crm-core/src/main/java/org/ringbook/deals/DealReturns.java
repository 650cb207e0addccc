package org.ringbook.deals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts a deal back to what it was before a change that is taken back. Rules of stages ask nothing of that way, and no tasks are made; that it
 * went there and came back stays among its moves. Who may take back is asked before. In the transaction of whoever calls. Any thread.
 */
@Component
public class DealReturns {

    private final DealRows rows;
    private final StageRows stages;
    private final BoardOrder order;
    private final DealContent contents;
    private final Deals deals;
    private final FieldValues fields;
    private final ApplicationEventPublisher publisher;

    DealReturns(JdbcClient jdbc, Deals deals, FieldValues fields, Staff staff, ApplicationEventPublisher publisher) {
        this.rows = deals.rows();
        this.stages = new StageRows(jdbc);
        this.order = new BoardOrder(jdbc);
        this.contents = new DealContent(jdbc, staff);
        this.deals = deals;
        this.fields = fields;
        this.publisher = publisher;
    }

    /**
     * Where a deal stood and what was written of it. It can be kept as JSON.
     *
     * @param closedAt null of an open one
     * @param own of the company's own fields
     */
    public record Standing(
            UUID typeId,
            UUID stageId,
            Deal.Content content,
            Instant closedAt,
            UUID lostReasonId,
            String lostNote,
            Map<String, Object> own) {}

    /** @throws Refused if there is no such deal */
    public Standing standing(UUID id) {
        Deal deal = rows.find(id).orElseThrow(() -> Refused.because("id", "deals.gone"));
        return new Standing(
                deal.typeId(),
                deal.stageId(),
                plain(deal.content()),
                deal.closedAt(),
                deal.lostReasonId(),
                deal.lostNote(),
                fields.of(FieldSubject.DEAL, id));
    }

    /** As {@link #standing}; nobody else changes it until the transaction of whoever calls ends. */
    public Standing held(UUID id) {
        rows.findToChange(id);
        return standing(id);
    }

    /** An amount is the same however many noughts it is written with. */
    private static Deal.Content plain(Deal.Content content) {
        BigDecimal amount = content.amount();
        return amount == null ? content : content.withAmount(amount.stripTrailingZeros());
    }

    /** What another program, or a file, told of it until now: of each thing a mark. */
    public Map<String, String> told(UUID id) {
        return rows.told(id);
    }

    /**
     * What was told between two moments and is taken back is news once it is told again; what was told since stays told.
     *
     * @param before as {@link #told} was
     * @param after as it was then
     */
    public void untell(UUID id, Map<String, String> before, Map<String, String> after) {
        var marks = new HashMap<>(rows.told(id));
        after.forEach((name, mark) -> {
            if (!mark.equals(before.get(name)) && marks.remove(name, mark) && before.containsKey(name)) {
                marks.put(name, before.get(name));
            }
        });
        rows.told(id, marks);
    }

    /** @throws Refused if there is no such deal, or its stage is in the archive meanwhile */
    public void putBack(UUID id, Standing before, By who) {
        var by = new By(who.person(), StageMove.Cause.UNDO);
        deals.inTransaction(by, () -> {
            Deal deal = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "deals.gone"));
            var names = new HashSet<>(write(deal, before, by));
            if (!fields.of(FieldSubject.DEAL, id).equals(before.own())) {
                fields.write(FieldSubject.DEAL, id, before.own());
                names.add("fields");
            }
            boolean moves =
                    !deal.stageId().equals(before.stageId()) || !deal.typeId().equals(before.typeId());
            if (moves) {
                move(deal, before, by);
            }
            if (!names.isEmpty()) {
                publisher.publishEvent(new DealChanged(rows.find(id).orElseThrow(), names, by));
            }
            return null;
        });
    }

    private Set<String> write(Deal deal, Standing before, By by) {
        var names = Set.copyOf(DealContent.differences(plain(deal.content()), before.content()));
        if (!names.isEmpty()) {
            UUID whose = before.content().responsibleId();
            rows.update(deal.id(), before.content(), contents.team(whose), now(), by.id());
        }
        return names;
    }

    private void move(Deal deal, Standing before, By by) {
        stages.hold(before.stageId());
        Stage from = stages.stage(deal.stageId()).orElseThrow();
        Stage to = stages.stage(before.stageId())
                .filter(stage -> !stage.archived())
                .orElseThrow(() -> Refused.because("stageId", "deals.stage.unknown"));
        Instant now = now();
        var goes = new DealRows.Goes(
                before.typeId(), to, order.top(to), now, before.closedAt(), before.lostReasonId(), before.lostNote());
        rows.go(deal.id(), goes, now, by.id());
        Deal back = rows.find(deal.id()).orElseThrow();
        StageMove move = rows.move(new StageMove(
                0,
                deal.id(),
                now,
                from.id(),
                to.id(),
                by.id(),
                back.responsibleId(),
                by.cause(),
                DealMoves.kind(from, to),
                null,
                before.lostReasonId(),
                back.amount(),
                Math.max(0, Duration.between(deal.stageEnteredAt(), now).toSeconds())));
        publisher.publishEvent(new DealMoved(back, move));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
