package org.ringbook.deals;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.Deal.Content;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Deals: made, changed, moved, won, lost, opened again. Who may see a deal may change and move it. Any thread; every method waits for the
 * database.
 */
@Component
public class Deals {

    private final DealRows rows;
    private final BoardOrder order;
    private final HeldDeals held;
    private final DealChoices choices;
    private final DealVersions versions;
    private final DealChanges changes;
    private final DealMoves moves;
    private final TypeChange types;
    private final ReceivedDeals received;

    @Autowired
    Deals(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            DealTasks tasks,
            FieldValues fields,
            Staff staff,
            Rights rights,
            WorkingCalendar calendar,
            ApplicationEventPublisher publisher) {
        this(jdbc, transactions, tasks, fields, staff, rights, calendar, publisher, Clock.systemUTC());
    }

    Deals(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            DealTasks tasks,
            FieldValues fields,
            Staff staff,
            Rights rights,
            WorkingCalendar calendar,
            ApplicationEventPublisher publisher,
            Clock clock) {
        var stages = new StageRows(jdbc);
        var contents = new DealContent(jdbc, staff);
        var evidence = new DealEvidence(jdbc);
        var demands = new DealDemands(stages, evidence, fields);
        var moments = new Moments(clock, calendar);
        rows = new DealRows(jdbc);
        order = new BoardOrder(jdbc);
        held = new HeldDeals(rows, stages, rights, jdbc, transactions);
        choices = new DealChoices(stages);
        versions = new DealVersions(rows, choices, staff);
        changes = new DealChanges(rows, contents, fields, evidence, choices, demands, moments, publisher);
        var book = new MoveBook(rows, tasks, moments, publisher);
        var closing = new DealClosing(rows, choices, versions, moments, publisher);
        moves = new DealMoves(rows, stages, order, choices, versions, changes, demands, closing, book, moments);
        types = new TypeChange(rows, order, evidence, choices, versions, demands, moves, book, moments);
        var creation = new DealCreation(rows, stages, order, contents, fields, choices, demands, book, moments);
        received = new ReceivedDeals(rows, stages, held, choices, creation, changes, moves, moments);
    }

    /**
     * A deal that is to be made.
     *
     * @param typeId null for the first type
     * @param stageId an open stage; null for the first of the type's pipeline
     * @param fields of the company's own, by key; null for none
     * @param from where it came from; null when nobody knows
     * @param externalSource with {@code externalId} the name that another program has for it; both or none
     */
    public record NewDeal(
            UUID typeId,
            UUID stageId,
            Content content,
            Map<String, ?> fields,
            Origin from,
            String externalSource,
            String externalId) {

        public static NewDeal of(Content content) {
            return new NewDeal(null, null, content, null, null, null, null);
        }

        public NewDeal of(UUID type, UUID stage) {
            return new NewDeal(type, stage, content, fields, from, externalSource, externalId);
        }
    }

    /** @param leadId null for none */
    public record Origin(UUID leadId, String channel, String source, String campaign, Map<String, String> marks) {}

    /**
     * Where a deal is to go.
     *
     * @param version that whoever moves it has seen; null to move it wherever it stands
     * @param stageId of any pipeline
     * @param content what is filled in with the move: null in it leaves what is there; null for nothing
     * @param fields of the company's own, filled in with the move; null for none
     * @param closedOn of a won one: the day, in the company's zone
     * @param lostReasonId of a lost one
     * @param lostNote of a lost one
     * @param reason why it goes back, or is open again; null for none
     * @param above card under which it is put; null for none
     * @param below card on which it is put, where none is above; null for the top of the column
     */
    public record Move(
            Integer version,
            UUID stageId,
            Content content,
            Map<String, ?> fields,
            LocalDate closedOn,
            UUID lostReasonId,
            String lostNote,
            String reason,
            UUID above,
            UUID below) {

        public static Move to(UUID stage, Integer version) {
            return new Move(version, stage, null, null, null, null, null, null, null, null);
        }

        /** With what is said of the end alone, and wherever it stands. */
        Move asTold(UUID stage) {
            return new Move(null, stage, null, null, closedOn, lostReasonId, lostNote, reason, null, null);
        }

        Move into(UUID stage) {
            return new Move(version, stage, content, fields, closedOn, lostReasonId, lostNote, reason, above, below);
        }

        public Move because(String why) {
            return new Move(version, stageId, content, fields, closedOn, lostReasonId, lostNote, why, above, below);
        }

        public Move under(UUID card) {
            return new Move(version, stageId, content, fields, closedOn, lostReasonId, lostNote, reason, card, null);
        }

        public Move with(Content filled) {
            return new Move(version, stageId, filled, fields, closedOn, lostReasonId, lostNote, reason, above, below);
        }

        public Move won(LocalDate day) {
            return new Move(version, stageId, content, fields, day, lostReasonId, lostNote, reason, above, below);
        }

        public Move lost(UUID why, String note) {
            return new Move(version, stageId, content, fields, closedOn, why, note, reason, above, below);
        }
    }

    /** Empty when there is none, or it is not theirs to see. @param who null for the program itself */
    public Optional<Deal> find(UUID id, StaffMember who) {
        return rows.find(id).filter(deal -> held.maySee(deal, who));
    }

    /** @param who null for the program itself */
    public boolean maySee(Deal deal, StaffMember who) {
        return held.maySee(deal, who);
    }

    /** By the name that another program has for it; empty when there is none. Whose it is is not asked. */
    public Optional<UUID> ofExternal(String source, String id) {
        return rows.ofExternal(source, id);
    }

    /** In the order in which they were made. */
    public List<StageMove> moves(UUID deal) {
        return rows.moves(deal);
    }

    /** The leads that came to it, the first first. */
    public List<UUID> leadsOf(UUID deal) {
        return rows.leadsOf(deal);
    }

    public List<Participant> participants(UUID deal) {
        return rows.participants(deal);
    }

    /**
     * @throws Refused if something does not fit, or there is one of that external name
     * @throws StageAsks if it lacks what its type or its stage asks
     */
    public Deal create(NewDeal what, By by) {
        return received.create(what, by);
    }

    /**
     * Another program tells of a deal by its own name: it is made, as it stands there, or becomes as told. What was told before and is told
     * again changes nothing, whatever people did here meanwhile; and what is closed here is never opened by it.
     *
     * @param what null in its content leaves what is there; a stage of any kind
     * @param end what is said of the end, for a closed stage; null for nothing
     * @param begun when it began there, of a new one; null for now, or for the day on which it was closed
     * @throws Refused as by {@link #create}, {@link #change} and {@link #move}
     * @throws StageAsks as by these
     */
    public Deal told(NewDeal what, Move end, Instant begun, By by) {
        return received.told(what, end, begun, by);
    }

    /** Brings a deal as it stands elsewhere, where it has no name that it could be told again by. Else as {@link #told}. */
    public Deal bring(NewDeal what, Move end, Instant begun, By by) {
        return received.bring(what, end, begun, by);
    }

    /**
     * Changes what is written of a deal, open or closed; its stage stays.
     *
     * @param version that it was made from; null to write over any
     * @param content all of it; null for what is there
     * @param own fields of the company's own by key; what is left out stays, null empties. Null for none
     * @throws Refused if it is not theirs, was changed meanwhile, or something does not fit
     * @throws StageAsks if something would be emptied that its type asks for
     */
    public Deal change(UUID id, Integer version, Content content, Map<String, ?> own, By by) {
        return held.changed(id, by, deal -> {
            versions.refuseChanged(deal, version);
            return changes.write(deal, content, own, by);
        });
    }

    /**
     * Moves a deal to a stage, with what is filled in on the way: also wins it, loses it, opens it again, or leads it through another
     * pipeline. One that stands there already stays, and takes its place in the column: a second click moves nothing.
     *
     * @throws Refused if it is not theirs, somebody else moved it meanwhile, or it may not go there
     * @throws StageAsks if it may, and lacks something
     */
    public Deal move(UUID id, Move move, By by) {
        for (int times = 1; ; times++) {
            try {
                return held.changed(id, move.stageId(), by, deal -> moves.move(deal, move, by));
            } catch (BoardOrder.NoRoom crowded) {
                if (times == HeldDeals.MOST_TIMES || HeldDeals.isInTransaction()) {
                    throw Refused.because("above", "deals.place");
                }
                held.inTransaction(by, () -> {
                    moves.makeRoom(move);
                    return null;
                });
            }
        }
    }

    /**
     * Opens a closed deal again where it was closed, or where its pipeline begins if that stage is kept no more.
     *
     * @throws Refused if it is open, or who does it is no supervisor
     */
    public Deal reopen(UUID id, Integer version, String reason, By by) {
        return reopen(id, Move.to(null, version).because(reason), by);
    }

    /** As above. @param filled in with it: what rules ask since it was closed; its stage is not asked */
    public Deal reopen(UUID id, Move filled, By by) {
        return held.changed(id, by, deal -> moves.reopen(deal, filled, by));
    }

    /**
     * Leads an open deal as another type, through its pipeline or another one.
     *
     * @param stageId where it stands then; null for where it stands, if that is of the type's pipeline, or else where that begins
     */
    public Deal changeType(UUID id, Integer version, UUID typeId, UUID stageId, String reason, By by) {
        return held.changed(id, stageId, by, deal -> types.change(deal, version, typeId, stageId, reason, by));
    }

    /** Sets who else is in it. @throws Refused if somebody is gone, or there are too many */
    public List<Participant> participants(UUID id, List<Participant> all, By by) {
        held.changed(id, by, deal -> {
            changes.writeParticipants(id, all, by);
            return deal;
        });
        return rows.participants(id);
    }

    /** Somebody is in it beside whoever is. Nothing happens when they are. @throws Refused as by {@link #participants(UUID, List, By)} */
    public void joins(UUID id, Participant who, By by) {
        held.changed(id, by, deal -> {
            var all = new ArrayList<>(rows.participants(id));
            all.add(who);
            changes.writeParticipants(id, all, by);
            return deal;
        });
    }

    /** Somebody is in it no more; all others are. Nothing happens when they were not. */
    public void leaves(UUID id, Participant who, By by) {
        held.changed(id, by, deal -> {
            List<Participant> rest = rows.participants(id).stream()
                    .filter(one -> !one.equals(who))
                    .toList();
            changes.writeParticipants(id, rest, by);
            return deal;
        });
    }

    /**
     * Another feature counts what a deal comes to: of its parts, of its lines. Nothing happens while its amount is written by hand or comes
     * from elsewhere. In the transaction of whoever calls, if any.
     *
     * @param amount null for unknown
     */
    public void counted(UUID id, AmountFrom from, BigDecimal amount, By by) {
        held.inTransaction(by, () -> {
            changes.writeCounted(id, from, amount, by);
            return null;
        });
    }

    /** Something that belongs to it was changed elsewhere: its version rises. In the transaction of whoever calls, if any. */
    public void touched(UUID id, String what, By by) {
        held.inTransaction(by, () -> {
            changes.touch(id, what, by);
            return null;
        });
    }

    /** With all that is its own; who deletes it keeps a copy first. Nothing happens when it is gone already. */
    public void delete(UUID id) {
        rows.delete(id);
    }

    /**
     * Puts a column in another order, once.
     *
     * @throws Refused if who does it is no supervisor, or the column is too long
     */
    public void sortOnce(UUID stage, ColumnOrder as, By by) {
        if (!by.isSupervisor()) {
            throw Refused.because("id", "deals.sort.supervisor");
        }
        held.inTransaction(by, () -> {
            order.anew(choices.stage(stage), as.sql);
            return null;
        });
    }

    /** By which a column of the board can be put in order. */
    public enum ColumnOrder {
        EXPECTED_CLOSE("expected_close nulls last, id"),
        AMOUNT("amount desc nulls last, id"),
        OLDEST_IN_STAGE("stage_entered_at, id");

        private final String sql;

        ColumnOrder(String sql) {
            this.sql = sql;
        }
    }

    /** Open deals of a stage go to another one, as it is archived: what that asks they need not have. @return how many went */
    int moveAll(List<UUID> some, UUID from, Stage to, By by) {
        return moves.moveAll(some, from, to, by);
    }

    /** With whatever else is done with a deal, in one transaction; see {@link HeldDeals}. */
    <T> T inTransaction(By by, Supplier<T> work) {
        return held.inTransaction(by, work);
    }

    DealRows rows() {
        return rows;
    }
}
