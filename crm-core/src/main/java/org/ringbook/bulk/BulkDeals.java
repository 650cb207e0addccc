package org.ringbook.bulk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange.Action;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealReturns;
import org.ringbook.deals.DealReturns.Standing;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageAsks;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deals: given to somebody, moved, led as another type, lost, expected on another day, a field of the company's own filled in, deleted. Each is
 * looked at by being done and taken back, so that rights and rules of stages say the same as by hand.
 */
@Component
class BulkDeals implements BulkTarget {

    private static final String STANDING = "deal";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Deals deals;
    private final DealReturns returns;
    private final Pipelines pipelines;
    private final FieldValues fields;
    private final Staff staff;
    private final Bin bin;
    private final DryRun dryRun;

    BulkDeals(
            Deals deals,
            DealReturns returns,
            Pipelines pipelines,
            FieldValues fields,
            Staff staff,
            Bin bin,
            DryRun dryRun) {
        this.deals = deals;
        this.returns = returns;
        this.pipelines = pipelines;
        this.fields = fields;
        this.staff = staff;
        this.bin = bin;
        this.dryRun = dryRun;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.DEAL);
    }

    /** What a field of the company's own becomes: its key, an equals sign, and what is filled in; nothing after it empties the field. */
    record Filled(String key, String text) {

        static Filled read(String value) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw Refused.because("value", "bulk.value.field");
            }
            String text = value.substring(equals + 1).strip();
            return new Filled(value.substring(0, equals).strip(), text.isEmpty() ? null : text);
        }
    }

    /** @throws Refused when it is no day */
    static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException unreadable) {
            throw Refused.because("value", "bulk.due");
        }
    }

    private Deal deal(UUID record, StaffMember by) {
        return deals.find(record, by).orElseThrow(() -> Refused.because("id", "bin.gone"));
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        Deal deal = deal(record, by);
        if (change.action() == Action.BIN) {
            return new Look(bin.refuseUnlessDeletable(BinItem.Kind.DEAL, record, by), true);
        }
        boolean changes = !isSo(change, deal);
        if (changes) {
            dryRun.of(() -> act(change, deal, by));
        }
        return new Look(deal.title(), changes);
    }

    private boolean isSo(BulkChange change, Deal deal) {
        return switch (change.action()) {
            case GIVE -> BulkClients.People.active(staff, change.value()).id().equals(deal.responsibleId());
            case STAGE -> id(change.action(), change.value()).equals(deal.stageId());
            case TYPE -> id(change.action(), change.value()).equals(deal.typeId());
            case EXPECT -> day(change.value()).equals(deal.expectedClose());
            case LOSE -> deal.kind() == Stage.Kind.LOST;
            case FIELD -> {
                Filled filled = Filled.read(change.value());
                Map<String, Object> now = fields.of(FieldSubject.DEAL, deal.id());
                yield fields.ofProgram(FieldSubject.DEAL, now, own(filled)).equals(now);
            }
            default -> throw Refused.because("action", "bulk.action");
        };
    }

    /** @throws Refused when what was chosen cannot be one */
    static UUID id(Action action, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException none) {
            throw Refused.because("value", "bulk.value." + action.word());
        }
    }

    private static Map<String, Object> own(Filled filled) {
        var own = new HashMap<String, Object>();
        own.put(filled.key(), filled.text());
        return own;
    }

    private void act(BulkChange change, Deal deal, StaffMember person) {
        By by = By.user(person);
        UUID id = deal.id();
        try {
            switch (change.action()) {
                case GIVE -> {
                    UUID heir = BulkClients.People.active(staff, change.value()).id();
                    deals.change(id, null, deal.content().withResponsible(heir), null, by);
                }
                case EXPECT -> deals.change(id, null, deal.content().withExpectedClose(day(change.value())), null, by);
                case FIELD -> deals.change(id, null, null, own(Filled.read(change.value())), by);
                case STAGE ->
                    deals.move(
                            id,
                            Move.to(id(change.action(), change.value()), null).because(change.reason()),
                            by);
                case TYPE -> deals.changeType(id, null, id(change.action(), change.value()), null, change.reason(), by);
                case LOSE ->
                    deals.move(
                            id,
                            Move.to(lostStage(deal), null).lost(id(change.action(), change.value()), change.reason()),
                            by);
                default -> throw Refused.because("action", "bulk.action");
            }
        } catch (StageAsks asks) {
            throw asks.refused();
        }
    }

    /** Nothing is guessed where there are several ends. */
    private UUID lostStage(Deal deal) {
        List<Stage> ends = pipelines.stages(deal.pipelineId()).stream()
                .filter(stage -> stage.kind() == Stage.Kind.LOST && !stage.archived())
                .toList();
        if (ends.size() != 1) {
            throw Refused.because("id", "bulk.deal.ends", ends.size());
        }
        return ends.get(0).id();
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        if (change.action() == Action.BIN) {
            return new Written(
                    Map.of(),
                    BulkClients.one(
                            "item", bin.put(BinItem.Kind.DEAL, record, by).id().toString()));
        }
        // What somebody saves meanwhile is waited for: all of what is written of a deal is written anew.
        String before = held(record);
        Deal deal = deal(record, by);
        if (isSo(change, deal)) {
            return null;
        }
        act(change, deal, by);
        return new Written(BulkClients.one(STANDING, before), BulkClients.one(STANDING, standing(record)));
    }

    private String standing(UUID record) {
        return JSON.writeValueAsString(returns.standing(record));
    }

    private String held(UUID record) {
        return JSON.writeValueAsString(returns.held(record));
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        if (change.action() == Action.BIN) {
            bin.restore(UUID.fromString(row.after().get("item")), by);
            return true;
        }
        if (!held(row.record()).equals(row.after().get(STANDING))) {
            return false;
        }
        Standing before = JSON.readValue(row.before().get(STANDING), Standing.class);
        returns.putBack(row.record(), before, By.user(by));
        return true;
    }
}
