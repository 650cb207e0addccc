package org.ringbook.deals;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.NewId;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.StageMove.Kind;
import org.ringbook.deals.StageRules.Closing;
import org.ringbook.deals.StageRules.Step;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.rights.Subject;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deals: made, changed, moved, won, lost, opened again. Who may see a deal may change and move it. Any thread; every method waits for the
 * database.
 */
@Component
public class Deals {

    private static final int MOST_TIMES = 6;
    private static final long LONGEST_PAUSE_MILLIS = 50;
    private static final int MOST_PARTICIPANTS = 50;
    private static final LocalTime NOON = LocalTime.NOON;
    private static final String OWN_FIELD = "fields.";

    private final DealRows rows;
    private final StageRows stages;
    private final BoardOrder order;
    private final DealEvidence evidence;
    private final DealContent contents;
    private final DealTasks tasks;
    private final FieldValues fields;
    private final Staff staff;
    private final Rights rights;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher publisher;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

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
        this.jdbc = jdbc;
        this.rows = new DealRows(jdbc);
        this.stages = new StageRows(jdbc);
        this.order = new BoardOrder(jdbc);
        this.evidence = new DealEvidence(jdbc);
        this.contents = new DealContent(jdbc, staff);
        this.transaction = new TransactionTemplate(transactions);
        this.tasks = tasks;
        this.fields = fields;
        this.staff = staff;
        this.rights = rights;
        this.calendar = calendar;
        this.publisher = publisher;
        this.clock = clock;
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

        private Move to(UUID stage) {
            return new Move(null, stage, null, null, closedOn, lostReasonId, lostNote, reason, null, null);
        }

        private Move into(UUID stage) {
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
        return rows.find(id).filter(deal -> maySee(deal, who));
    }

    /** @param who null for the program itself */
    public boolean maySee(Deal deal, StaffMember who) {
        return who == null || rights.of(who).may(Action.SEE, subject(deal));
    }

    private static Subject subject(Deal deal) {
        return new Subject(deal.responsibleId() == null ? List.of() : List.of(deal.responsibleId()), null);
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
        return inTransaction(by, () -> {
            Deal deal = create(what, by.isImport(), null, by);
            if (deal.externalId() != null) {
                rows.told(deal.id(), new ReceivedValues(what.content(), what.stageId(), what.fields()).over(Map.of()));
            }
            return deal;
        });
    }

    /** @param brought whether another program brings it as it stands there @param begun null for now */
    private Deal create(NewDeal what, boolean brought, Instant begun, By by) {
        DealType type = offered(what.typeId());
        if (what.stageId() != null) {
            stages.hold(what.stageId());
        }
        List<Stage> way = stages.stages(
                what.stageId() == null
                        ? type.pipelineId()
                        : stage(what.stageId()).pipelineId());
        Stage stage = what.stageId() == null ? first(way) : stage(what.stageId());
        if (!stage.isOpen()) {
            throw Refused.because("stageId", "deals.stage.begins-open");
        }
        refuseArchivedWay(stage.pipelineId());
        refuse(Step.first(type.control(), stage, way, brought));
        return kept(what, type, stage, begun == null ? now() : begun, true, by);
    }

    private static Stage first(List<Stage> way) {
        return StageRules.first(way).orElseThrow(() -> Refused.because("stageId", "deals.stage.no-first"));
    }

    private void refuseArchivedWay(UUID pipeline) {
        boolean archived = stages.pipelines().stream()
                .anyMatch(one -> one.archived() && one.id().equals(pipeline));
        if (archived) {
            throw Refused.because("stageId", "deals.pipeline.unknown");
        }
    }

    /** @param begins whether it stays there: then the stage asks what it asks, and brings its tasks */
    private Deal kept(NewDeal what, DealType type, Stage stage, Instant begun, boolean begins, By by) {
        Deal deal = made(what, type, stage, begun, by);
        Map<String, Object> own =
                fields.ofProgram(FieldSubject.DEAL, Map.of(), what.fields() == null ? Map.of() : what.fields());
        if (begins) {
            ask(missing(stage, type, DealEvidence.ofNew(deal, own), Closing.NOTHING));
        }
        rows.insert(deal, order.top(stage));
        if (!own.isEmpty()) {
            fields.write(FieldSubject.DEAL, deal.id(), own);
        }
        return begins
                ? moved(deal.id(), null, stage, Kind.CREATED, null, null, by)
                : noted(deal.id(), null, stage, Kind.CREATED, null, null, by);
    }

    private Deal made(NewDeal what, DealType type, Stage stage, Instant begun, By by) {
        Content tidied = contents.tidied(what.content(), null, by);
        Origin from = what.from() == null ? new Origin(null, null, null, null, Map.of()) : what.from();
        String externalSource = DealTexts.line("externalSource", what.externalSource());
        String externalId = DealTexts.line("externalId", what.externalId());
        if (externalSource == null != (externalId == null)) {
            throw Refused.because(externalId == null ? "externalId" : "externalSource", "deals.external.both");
        }
        Instant now = now();
        return new Deal(
                NewId.next(),
                0,
                tidied.title(),
                type.id(),
                stage.pipelineId(),
                stage.id(),
                stage.kind(),
                begun,
                tidied.partyId(),
                tidied.entityId(),
                tidied.contactId(),
                tidied.responsibleId(),
                contents.team(tidied.responsibleId()),
                tidied.amount(),
                tidied.currency(),
                tidied.amountFrom(),
                tidied.probability(),
                tidied.expectedClose(),
                from.leadId(),
                from.channel(),
                from.source(),
                from.campaign(),
                from.marks() == null ? Map.of() : from.marks(),
                null,
                null,
                null,
                tidied.competitor(),
                externalSource,
                externalId,
                begun,
                by.id(),
                now,
                by.id(),
                1);
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
        if (what.externalSource() == null || what.externalId() == null) {
            throw Refused.because(
                    what.externalSource() == null ? "externalSource" : "externalId", "deals.external.both");
        }
        boolean open = TransactionSynchronizationManager.isActualTransactionActive();
        try {
            return inTransaction(by, () -> asTold(what, end, begun, by));
        } catch (Refused another) {
            if (open || !another.refusal().key().equals("deals.external.taken")) {
                throw another;
            }
            // Told twice at once: by now it is there.
            return inTransaction(by, () -> asTold(what, end, begun, by));
        }
    }

    /** Brings a deal as it stands elsewhere, where it has no name that it could be told again by. Else as {@link #told}. */
    public Deal bring(NewDeal what, Move end, Instant begun, By by) {
        return inTransaction(by, () -> brought(what, end == null ? Move.to(null, null) : end, begun, by));
    }

    private Deal asTold(NewDeal what, Move end, Instant begun, By by) {
        var told = new ReceivedValues(what.content(), what.stageId(), what.fields());
        Optional<UUID> known = rows.ofExternal(
                DealTexts.line("externalSource", what.externalSource()),
                DealTexts.line("externalId", what.externalId()));
        if (known.isEmpty()) {
            Deal deal = brought(what, end == null ? Move.to(null, null) : end, begun, by);
            rows.told(deal.id(), told.over(Map.of()));
            return deal;
        }
        return changed(known.get(), what.stageId(), by, deal -> {
            Map<String, String> before = rows.told(deal.id());
            Map<String, String> after = told.over(before);
            if (after.equals(before)) {
                return deal;
            }
            Deal now = written(deal, over(deal, told.content(before)), told.fields(before), by);
            rows.told(deal.id(), after);
            return told.stage(before) == null ? now : movedAsTold(now, stage(told.stage(before)), end, by);
        });
    }

    private Deal movedAsTold(Deal deal, Stage to, Move end, By by) {
        if (to.id().equals(deal.stageId()) || !deal.isOpen() && to.kind() == deal.kind()) {
            return deal;
        }
        if (!deal.isOpen()) {
            throw Refused.because("stageId", "deals.closed");
        }
        return move(deal, (end == null ? Move.to(null, null) : end).to(to.id()), by);
    }

    /** It is not here yet, and may stand anywhere there, or be closed long since: then it has its two moves, and no tasks. */
    private Deal brought(NewDeal what, Move end, Instant told, By by) {
        Instant now = now();
        if (told != null && told.isAfter(now)) {
            throw Refused.because("createdAt", "deals.closed-on.future");
        }
        Instant begun = told == null ? null : told.truncatedTo(ChronoUnit.MICROS);
        Stage to = what.stageId() == null ? null : stage(what.stageId());
        if (to == null || to.isOpen()) {
            return create(what, true, begun, by);
        }
        stages.hold(to.id());
        if (stage(to.id()).archived()) {
            throw Refused.because("stageId", "deals.stage.archived", to.name(), to.name(Locale.ENGLISH));
        }
        refuseArchivedWay(to.pipelineId());
        DealType type = offered(what.typeId());
        Stage from = first(stages.stages(to.pipelineId()));
        Instant since = begun != null ? begun : end.closedOn() == null ? now : earlier(now, noon(end.closedOn()));
        Deal deal = kept(what, type, from, since, false, by);
        return gone(deal, from, to, type, end.to(to.id()), null, true, by);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant noon(LocalDate day) {
        return day.atTime(NOON).atZone(calendar.zone()).toInstant();
    }

    private static Content over(Deal deal, Content told) {
        Content now = deal.content();
        return new Content(
                told.title() == null ? now.title() : told.title(),
                told.partyId() == null ? now.partyId() : told.partyId(),
                told.entityId() == null ? now.entityId() : told.entityId(),
                told.contactId() == null ? now.contactId() : told.contactId(),
                told.responsibleId() == null ? now.responsibleId() : told.responsibleId(),
                told.amount() == null ? now.amount() : told.amount(),
                told.currency() == null ? now.currency() : told.currency(),
                told.amountFrom() == null ? now.amountFrom() : told.amountFrom(),
                told.probability() == null ? now.probability() : told.probability(),
                told.expectedClose() == null ? now.expectedClose() : told.expectedClose(),
                told.competitor() == null ? now.competitor() : told.competitor());
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
        return changed(id, by, deal -> {
            refuseStale(deal, version);
            return written(deal, content, own, by);
        });
    }

    private Deal written(Deal deal, Content content, Map<String, ?> own, By by) {
        var names = new LinkedHashSet<String>();
        if (content != null) {
            Content tidied = contents.tidied(content, deal, by);
            refuseStrangers(deal, tidied, by);
            names.addAll(DealContent.differences(deal.content(), tidied));
            if (names.contains("currency") && evidence.hasSums(deal.id())) {
                throw Refused.because("currency", "deals.currency.sums", deal.currency());
            }
            if (!names.isEmpty()) {
                rows.update(deal.id(), tidied, contents.team(tidied.responsibleId()), now(), by.id());
            }
        }
        if (own != null && !own.isEmpty()) {
            Map<String, Object> before = fields.of(FieldSubject.DEAL, deal.id());
            Map<String, Object> after = fields.ofProgram(FieldSubject.DEAL, before, own);
            Set<String> keys = new HashSet<>(before.keySet());
            keys.addAll(after.keySet());
            keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
            keys.forEach(key -> names.add("fields." + key));
            if (!keys.isEmpty()) {
                fields.write(FieldSubject.DEAL, deal.id(), after);
                rows.touch(deal.id(), now(), by.id());
            }
        }
        if (names.isEmpty()) {
            return deal;
        }
        Deal now = rows.find(deal.id()).orElseThrow();
        refuseEmptied(deal, now, names);
        publisher.publishEvent(new DealChanged(now, names, by));
        return now;
    }

    /** Who is no supervisor gives away only what is theirs. */
    private void refuseStrangers(Deal deal, Content content, By by) {
        boolean given = !Objects.equals(content.responsibleId(), deal.responsibleId());
        if (given && by.person() != null && !by.isSupervisor() && !by.id().equals(deal.responsibleId())) {
            throw Refused.because("responsibleId", "deals.not-yours.give");
        }
    }

    private void refuseEmptied(Deal before, Deal now, Set<String> names) {
        DealType type = type(now.typeId());
        var having = DealEvidence.ofNew(now, fields.of(FieldSubject.DEAL, now.id()));
        List<Missing> emptied = type.requiredFields().stream()
                .filter(name -> names.contains(name) && !having.filled().contains(name))
                .map(Missing::field)
                .toList();
        ask(emptied);
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
                return changed(id, move.stageId(), by, deal -> move(deal, move, by));
            } catch (BoardOrder.NoRoom crowded) {
                if (times == MOST_TIMES || TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw Refused.because("above", "deals.place");
                }
                inTransaction(by, () -> {
                    order.makeRoom(stage(move.stageId()), move.above());
                    return null;
                });
            }
        }
    }

    private Deal move(Deal deal, Move move, By by) {
        Stage from = stage(deal.stageId());
        Stage to = stage(move.stageId());
        if (from.id().equals(to.id())) {
            return placed(deal, to, move, by);
        }
        refuseMoved(deal, move.version());
        DealType type = type(deal.typeId());
        List<Stage> way = stages.stages(to.pipelineId());
        String reason = DealTexts.text("reason", move.reason());
        if (!from.pipelineId().equals(to.pipelineId())) {
            refuseArchivedWay(to.pipelineId());
        }
        refuse(new Step(type.control(), from, to, way, by.isSupervisor(), rows.been(deal.id()), false, reason));
        Deal filled = filled(deal, move, by);
        return gone(filled, from, to, type, move, reason, false, by);
    }

    /** What is not filled in is as it stands now, whatever whoever moves it has seen. */
    private Deal filled(Deal deal, Move move, By by) {
        Content content = move.content() == null ? null : over(deal, move.content());
        return written(deal, content, move.fields(), by);
    }

    /** It stands there already. */
    private Deal placed(Deal deal, Stage stage, Move move, By by) {
        if (move.above() != null || move.below() != null) {
            rows.rank(deal.id(), order.at(stage, move.above(), move.below(), deal.id()));
        }
        Deal put = stage.isOpen() ? deal : closedOtherwise(deal, stage, move, by);
        if (move.content() == null && move.fields() == null) {
            return put;
        }
        refuseStale(deal, move.version());
        return filled(put, move, by);
    }

    /** Whoever closes it a second time, and says something else, is told who was first; a supervisor puts it right. */
    private Deal closedOtherwise(Deal deal, Stage stage, Move move, By by) {
        boolean lost = stage.kind() == Stage.Kind.LOST;
        LostReason why = lost ? reason(move.lostReasonId(), deal.lostReasonId()) : null;
        String note = lost ? DealTexts.text("lostNote", move.lostNote()) : null;
        LocalDate day = LocalDate.ofInstant(deal.closedAt(), calendar.zone());
        boolean otherDay = !lost && move.closedOn() != null && !move.closedOn().equals(day);
        boolean otherReason = why != null && !why.id().equals(deal.lostReasonId());
        boolean otherNote = note != null && !note.equals(deal.lostNote());
        if (!otherDay && !otherReason && !otherNote) {
            return deal;
        }
        refuseMoved(deal, move.version());
        if (!by.isSupervisor()) {
            throw Refused.because("stageId", "deals.closing.supervisor");
        }
        LostReason now = why == null && lost ? reason(deal.lostReasonId(), deal.lostReasonId()) : why;
        String said = note != null ? note : otherReason ? null : deal.lostNote();
        var closing = new Closing(true, now, said);
        if (lost && now.needsNote() && said == null) {
            ask(List.of(Missing.field("lostNote")));
        }
        Instant at = otherDay ? closedAt(deal, stage, move.closedOn(), false, now()) : deal.closedAt();
        rows.closing(
                deal.id(),
                at,
                closing.reason() == null ? null : closing.reason().id(),
                closing.note(),
                now(),
                by.id());
        Deal after = rows.find(deal.id()).orElseThrow();
        publisher.publishEvent(new DealChanged(after, Set.of("closedOn", "lostReasonId", "lostNote"), by));
        return after;
    }

    private Deal gone(
            Deal deal, Stage from, Stage to, DealType type, Move move, String reason, boolean brought, By by) {
        LostReason why = to.kind() == Stage.Kind.LOST ? reason(move.lostReasonId(), null) : null;
        String note = to.kind() == Stage.Kind.LOST ? DealTexts.text("lostNote", move.lostNote()) : null;
        var closing = new Closing(move.closedOn() != null, why, note);
        ask(missing(to, type, evidence.of(deal, type, fields.of(FieldSubject.DEAL, deal.id())), closing));
        Instant now = now();
        String rank = order.at(to, move.above(), move.below(), deal.id());
        Instant closedAt = to.isOpen() ? null : closedAt(deal, to, move.closedOn(), brought, now);
        rows.go(
                deal.id(),
                new DealRows.Goes(
                        type.id(), to, rank, brought ? closedAt : now, closedAt, why == null ? null : why.id(), note),
                now,
                by.id());
        String said = to.kind() == Stage.Kind.LOST ? note : reason;
        return moved(deal.id(), deal, to, kind(from, to), said, why, by);
    }

    /** What was taken away since a rule asked for it can not be filled in by anybody. */
    private List<Missing> missing(Stage to, DealType type, StageRules.Having having, Closing closing) {
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

    static Kind kind(Stage from, Stage to) {
        if (!to.isOpen()) {
            return Kind.CLOSED;
        }
        if (!from.isOpen()) {
            return Kind.REOPENED;
        }
        return from.pipelineId().equals(to.pipelineId()) ? Kind.MOVED : Kind.PIPELINE;
    }

    private Instant closedAt(Deal deal, Stage to, LocalDate day, boolean brought, Instant now) {
        boolean lostNow = to.kind() == Stage.Kind.LOST && (!brought || day == null);
        if (lostNow || day.equals(LocalDate.ofInstant(now, calendar.zone()))) {
            return now;
        }
        Instant noon = noon(day);
        if (noon.isAfter(now)) {
            throw Refused.because("closedOn", "deals.closed-on.future");
        }
        if (day.isBefore(LocalDate.ofInstant(deal.createdAt(), calendar.zone()))) {
            throw Refused.because("closedOn", "deals.closed-on.before");
        }
        return noon.isBefore(deal.createdAt()) ? deal.createdAt() : noon;
    }

    /** Writes the move, tells of it, and makes the tasks of the stage. @param before null as it is made */
    private Deal moved(UUID id, Deal before, Stage to, Kind kind, String reason, LostReason lost, By by) {
        Deal deal = noted(id, before, to, kind, reason, lost, by);
        tasks.ofStage(deal, to, calendar.zone(), deal.stageEnteredAt());
        return rows.find(id).orElseThrow();
    }

    private Deal noted(UUID id, Deal before, Stage to, Kind kind, String reason, LostReason lost, By by) {
        Deal deal = rows.find(id).orElseThrow();
        StageMove move = rows.move(new StageMove(
                0,
                id,
                deal.stageEnteredAt(),
                before == null ? null : before.stageId(),
                to.id(),
                by.id(),
                deal.responsibleId(),
                by.cause(),
                kind,
                reason,
                lost == null ? null : lost.id(),
                deal.amount(),
                before == null
                        ? null
                        : Math.max(
                                0,
                                Duration.between(before.stageEnteredAt(), deal.stageEnteredAt())
                                        .toSeconds())));
        publisher.publishEvent(new DealMoved(deal, move));
        return deal;
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
        return changed(id, by, deal -> {
            if (deal.isOpen()) {
                throw Refused.because("id", "deals.open");
            }
            UUID before = rows.moves(id).stream()
                    .filter(move -> move.kind() == Kind.CLOSED && move.from() != null)
                    .max(Comparator.comparingLong(StageMove::id))
                    .map(StageMove::from)
                    .orElse(null);
            Stage to = Optional.ofNullable(before)
                    .flatMap(stages::stage)
                    .filter(stage -> stage.isOpen() && !stage.archived())
                    .or(() -> StageRules.first(stages.stages(deal.pipelineId())))
                    .orElseThrow(() -> Refused.because("stageId", "deals.stage.no-first"));
            stages.hold(to.id());
            return move(deal, filled.into(to.id()), by);
        });
    }

    /**
     * Leads an open deal as another type, through its pipeline or another one.
     *
     * @param stageId where it stands then; null for where it stands, if that is of the type's pipeline, or else where that begins
     */
    public Deal changeType(UUID id, Integer version, UUID typeId, UUID stageId, String reason, By by) {
        return changed(id, stageId, by, deal -> {
            if (deal.typeId().equals(typeId)) {
                return sameType(deal, version, stageId, reason, by);
            }
            refuseMoved(deal, version);
            if (!deal.isOpen()) {
                throw Refused.because("id", "deals.closed");
            }
            DealType before = type(deal.typeId());
            DealType type = offered(typeId);
            Stage from = stage(deal.stageId());
            List<Stage> way = stages.stages(type.pipelineId());
            boolean begins = !from.pipelineId().equals(type.pipelineId())
                    || type.control() == DealType.Control.STRICT && !by.isSupervisor();
            Stage to = stageId != null ? stage(stageId) : begins ? first(way) : from;
            if (!to.isOpen()) {
                throw Refused.because("stageId", "deals.stage.begins-open");
            }
            if (to.archived() && !to.id().equals(from.id())) {
                throw Refused.because("stageId", "deals.stage.archived", to.name(), to.name(Locale.ENGLISH));
            }
            if (!from.pipelineId().equals(to.pipelineId())) {
                refuseArchivedWay(to.pipelineId());
            }
            String why = DealTexts.text("reason", reason);
            StageRules.otherType(before.control(), type.control(), to, way, by.isSupervisor(), why)
                    .ifPresent(no -> {
                        throw Refused.because("typeId", no);
                    });
            refuseStrangers(deal, type);
            ask(missing(to, type, evidence.of(deal, type, fields.of(FieldSubject.DEAL, deal.id())), Closing.NOTHING));
            Instant now = now();
            String rank = order.at(to, null, null, deal.id());
            rows.go(deal.id(), new DealRows.Goes(type.id(), to, rank, now, null, null, null), now, by.id());
            return moved(id, deal, to, Kind.PIPELINE, why, null, by);
        });
    }

    /** A part would else count as open that is cancelled or delivered. */
    private void refuseStrangers(Deal deal, DealType type) {
        List<String> parts = evidence.strangers(deal.id(), type);
        if (!parts.isEmpty()) {
            throw Refused.because("typeId", "deals.type.parts", type.name(), String.join(", ", parts));
        }
    }

    /** It is a move, and nothing else. */
    private Deal sameType(Deal deal, Integer version, UUID stageId, String reason, By by) {
        if (stageId == null || stageId.equals(deal.stageId())) {
            return deal;
        }
        if (!deal.isOpen()) {
            throw Refused.because("id", "deals.closed");
        }
        if (!stage(stageId).isOpen()) {
            throw Refused.because("stageId", "deals.stage.begins-open");
        }
        return move(deal, Move.to(stageId, version).because(reason), by);
    }

    /** Sets who else is in it. @throws Refused if somebody is gone, or there are too many */
    public List<Participant> participants(UUID id, List<Participant> all, By by) {
        changed(id, by, deal -> {
            List<Participant> told = all.stream().distinct().toList();
            if (told.size() > MOST_PARTICIPANTS) {
                throw Refused.because("participants", "deals.participants.many", MOST_PARTICIPANTS);
            }
            List<Participant> once = told.stream()
                    .map(one -> new Participant(contents.party("participants", one.partyId()), one.role()))
                    .distinct()
                    .toList();
            if (!Set.copyOf(once).equals(Set.copyOf(rows.participants(id)))) {
                rows.participants(id, once);
                rows.touch(id, now(), by.id());
                publisher.publishEvent(new DealChanged(rows.find(id).orElseThrow(), Set.of("participants"), by));
            }
            return deal;
        });
        return rows.participants(id);
    }

    /**
     * Another feature counts what a deal comes to: of its parts, of its lines. Nothing happens while its amount is written by hand or comes
     * from elsewhere. In the transaction of whoever calls, if any.
     *
     * @param amount null for unknown
     */
    public void counted(UUID id, AmountFrom from, BigDecimal amount, By by) {
        inTransaction(by, () -> {
            Deal deal = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "deals.gone"));
            boolean same = Objects.equals(amount, deal.amount())
                    || amount != null && deal.amount() != null && amount.compareTo(deal.amount()) == 0;
            if (deal.amountFrom() == from && !same) {
                rows.update(id, deal.content().withAmount(amount), deal.team(), now(), by.id());
                publisher.publishEvent(new DealChanged(rows.find(id).orElseThrow(), Set.of("amount"), by));
            }
            return null;
        });
    }

    /** Something that belongs to it was changed elsewhere: its version rises. In the transaction of whoever calls, if any. */
    public void touched(UUID id, String what, By by) {
        inTransaction(by, () -> {
            rows.touch(id, now(), by.id());
            publisher.publishEvent(new DealChanged(rows.find(id).orElseThrow(), Set.of(what), by));
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
        inTransaction(by, () -> {
            order.anew(stage(stage), as.sql);
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
        int went = 0;
        // The last first, each to the top: they stand in the same order there. That the column went is nobody's next
        // step: no tasks.
        for (UUID id : some) {
            Optional<Deal> held =
                    rows.findToChange(id).filter(one -> one.stageId().equals(from));
            if (held.isPresent()) {
                Deal deal = held.get();
                Instant now = now();
                rows.go(id, new DealRows.Goes(deal.typeId(), to, order.top(to), now, null, null, null), now, by.id());
                noted(id, deal, to, Kind.MOVED, null, null, by);
                went++;
            }
        }
        return went;
    }

    /** @param stage in which it shall stand; null where that is found out later */
    private Deal changed(UUID id, UUID stage, By by, UnaryOperator<Deal> change) {
        return inTransaction(by, () -> {
            if (stage != null) {
                stages.hold(stage);
            }
            return changed(id, by, change);
        });
    }

    private Deal changed(UUID id, By by, UnaryOperator<Deal> change) {
        return inTransaction(by, () -> {
            Deal deal = rows.findToChange(id)
                    .filter(one -> maySee(one, by.person()))
                    .orElseThrow(() -> Refused.because("id", "deals.gone"));
            change.apply(deal);
            return rows.find(id).orElseThrow();
        });
    }

    /** Of two who wait for each other PostgreSQL ends one, and nothing of it was done: it is done once more. */
    <T> T inTransaction(By by, Supplier<T> work) {
        boolean open = TransactionSynchronizationManager.isActualTransactionActive();
        for (int times = 1; ; times++) {
            try {
                return transaction.execute(status -> {
                    if (!open && by.person() != null) {
                        ChangeAuthor.says(jdbc, by.id(), "");
                    }
                    return work.get();
                });
            } catch (DuplicateKeyException another) {
                throw Refused.because("externalId", "deals.external.taken");
            } catch (ConcurrencyFailureException another) {
                if (open || times == MOST_TIMES) {
                    throw another;
                }
                LockSupport.parkNanos(
                        1_000_000L * ThreadLocalRandom.current().nextLong(1, times * LONGEST_PAUSE_MILLIS));
            }
        }
    }

    private void refuseStale(Deal deal, Integer version) {
        if (version != null && version != deal.version()) {
            throw Refused.because("version", "deals.changed", nameOf(deal.changedBy()));
        }
    }

    /** Whoever moves it has seen where it stood; who was first is told to who comes second. */
    private void refuseMoved(Deal deal, Integer version) {
        if (version == null || version == deal.version()) {
            return;
        }
        StageMove last = rows.lastMove(deal.id()).orElseThrow();
        if (last.at().isBefore(deal.changedAt())) {
            refuseStale(deal, version);
        }
        throw Refused.because(
                "version",
                "deals.moved",
                nameOf(last.by()),
                stage(last.to()).name(),
                stage(last.to()).name(Locale.ENGLISH));
    }

    private String nameOf(UUID person) {
        return staff.find(person).map(StaffMember::name).orElse("–");
    }

    private static void refuse(Step step) {
        StageRules.refusal(step).ifPresent(why -> {
            throw Refused.because("stageId", why);
        });
    }

    private static void ask(List<Missing> missing) {
        if (!missing.isEmpty()) {
            throw new StageAsks(missing);
        }
    }

    private Stage stage(UUID id) {
        return Optional.ofNullable(id)
                .flatMap(stages::stage)
                .orElseThrow(() -> Refused.because("stageId", "deals.stage.unknown"));
    }

    private DealType type(UUID id) {
        List<DealType> all = stages.types();
        return all.stream()
                .filter(one -> id == null ? !one.archived() : one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.because("typeId", "deals.type.unknown"));
    }

    /** What is chosen anew. */
    private DealType offered(UUID id) {
        DealType type = type(id);
        if (type.archived()) {
            throw Refused.because("typeId", "deals.type.archived", type.name(), type.name(Locale.ENGLISH));
        }
        return type;
    }

    /** @param before which it may stay, also when it is offered no more; null for none */
    private LostReason reason(UUID id, UUID before) {
        if (id == null) {
            return null;
        }
        LostReason reason =
                stages.reason(id).orElseThrow(() -> Refused.because("lostReasonId", "deals.reason.unknown"));
        if (reason.archived() && !id.equals(before)) {
            throw Refused.because("lostReasonId", "deals.reason.archived", reason.name(), reason.name(Locale.ENGLISH));
        }
        return reason;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    DealRows rows() {
        return rows;
    }
}
