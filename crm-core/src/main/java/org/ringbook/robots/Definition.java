package org.ringbook.robots;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.tasks.Task;

/** When a robot runs, on which conditions, and what it does: all of them must be so, and the steps are done in their order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Definition(Trigger trigger, List<Condition> conditions, List<RobotStep> steps) {

    public Definition {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** What happens. */
    public enum When {
        @JsonProperty("deal_created")
        DEAL_CREATED(RecordKind.DEAL),
        @JsonProperty("deal_reopened")
        DEAL_REOPENED(RecordKind.DEAL),
        /** Whichever way it came there, also as it was made. */
        @JsonProperty("deal_stage_entered")
        DEAL_STAGE_ENTERED(RecordKind.DEAL),
        /** It stands in a stage for so many days. */
        @JsonProperty("deal_stuck")
        DEAL_STUCK(RecordKind.DEAL),
        /** Another value stands in a field. */
        @JsonProperty("deal_changed")
        DEAL_CHANGED(RecordKind.DEAL),
        /** A day that stands in a field, or so many days before or after it. */
        @JsonProperty("deal_date")
        DEAL_DATE(RecordKind.DEAL),
        /** An offer was sent so many days ago, and nobody has spoken since. */
        @JsonProperty("offer_silent")
        OFFER_SILENT(RecordKind.DEAL),
        @JsonProperty("lead_created")
        LEAD_CREATED(RecordKind.LEAD),
        /** Nobody has answered for so many working minutes. */
        @JsonProperty("lead_waiting")
        LEAD_WAITING(RecordKind.LEAD),
        @JsonProperty("call_ended")
        CALL_ENDED(RecordKind.CALL),
        @JsonProperty("missed_call")
        MISSED_CALL(RecordKind.CALL),
        @JsonProperty("task_overdue")
        TASK_OVERDUE(RecordKind.TASK),
        /** A part of a deal goes to a state, also as it is made. */
        @JsonProperty("part_state")
        PART_STATE(RecordKind.PART),
        @JsonProperty("claim_state")
        CLAIM_STATE(RecordKind.CLAIM),
        @JsonProperty("segment_entered")
        SEGMENT_ENTERED(RecordKind.CLIENT),
        @JsonProperty("segment_left")
        SEGMENT_LEFT(RecordKind.CLIENT),
        /** What a person chose after an attempt of a call list. */
        @JsonProperty("call_list_result")
        CALL_LIST_RESULT(RecordKind.ENTRY),
        /** Mail, SMS or a message of a client. */
        @JsonProperty("message_in")
        MESSAGE_IN(RecordKind.MESSAGE),
        /** Another program says so of a deal. */
        @JsonProperty("hook")
        HOOK(RecordKind.DEAL);

        private final RecordKind kind;

        When(RecordKind kind) {
            this.kind = kind;
        }

        public RecordKind kind() {
            return kind;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<When> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }

        public boolean hasStage() {
            return this == DEAL_STAGE_ENTERED || this == DEAL_STUCK;
        }

        public boolean hasField() {
            return this == DEAL_CHANGED || this == DEAL_DATE;
        }

        public boolean hasSegment() {
            return this == SEGMENT_ENTERED || this == SEGMENT_LEFT;
        }

        public boolean hasState() {
            return this == PART_STATE || this == CLAIM_STATE;
        }

        public boolean hasDays() {
            return this == DEAL_STUCK || this == DEAL_DATE || this == OFFER_SILENT;
        }
    }

    /**
     * @param stageId of {@link When#hasStage}; null for any
     * @param field of {@link When#hasField}
     * @param days of {@link When#hasDays}; of a date negative for before it
     * @param minutes of a waiting lead, working time
     * @param result of a call that ended, as the log has it; null for any
     * @param state of {@link When#hasState}, its key; null for any
     * @param segmentId of {@link When#hasSegment}
     * @param dispositionId of a result of a call list; null for any
     * @param code of {@link When#HOOK}: the name by which the other program says it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trigger(
            When when,
            UUID stageId,
            String field,
            Integer days,
            Integer minutes,
            String result,
            String state,
            UUID segmentId,
            UUID dispositionId,
            String code) {

        public static Trigger of(When when) {
            return new Trigger(when, null, null, null, null, null, null, null, null, null);
        }

        public Trigger inStage(UUID stage) {
            return new Trigger(when, stage, field, days, minutes, result, state, segmentId, dispositionId, code);
        }

        public Trigger ofField(String name) {
            return new Trigger(when, stageId, name, days, minutes, result, state, segmentId, dispositionId, code);
        }

        public Trigger after(Integer numberOfDays) {
            return new Trigger(
                    when, stageId, field, numberOfDays, minutes, result, state, segmentId, dispositionId, code);
        }

        public Trigger afterMinutes(Integer number) {
            return new Trigger(when, stageId, field, days, number, result, state, segmentId, dispositionId, code);
        }

        public Trigger inState(String key) {
            return new Trigger(when, stageId, field, days, minutes, result, key, segmentId, dispositionId, code);
        }

        public Trigger ofSegment(UUID segment) {
            return new Trigger(when, stageId, field, days, minutes, result, state, segment, dispositionId, code);
        }

        public Trigger ofDisposition(UUID disposition) {
            return new Trigger(when, stageId, field, days, minutes, result, state, segmentId, disposition, code);
        }

        public Trigger called(String name) {
            return new Trigger(when, stageId, field, days, minutes, result, state, segmentId, dispositionId, name);
        }
    }

    public enum Asks {
        @JsonProperty("field")
        FIELD,
        @JsonProperty("in_working_time")
        IN_WORKING_TIME,
        /** Nothing is to be done with it already. */
        @JsonProperty("no_open_task")
        NO_OPEN_TASK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Op {
        @JsonProperty("eq")
        EQ,
        @JsonProperty("ne")
        NE,
        @JsonProperty("gt")
        GT,
        @JsonProperty("lt")
        LT,
        @JsonProperty("contains")
        CONTAINS,
        @JsonProperty("empty")
        EMPTY,
        @JsonProperty("filled")
        FILLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean hasValue() {
            return this != EMPTY && this != FILLED;
        }
    }

    /** @param field with {@code op} and {@code value} of {@link Asks#FIELD}; null else */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Condition(Asks asks, String field, Op op, String value) {

        public static Condition field(String field, Op op, String value) {
            return new Condition(Asks.FIELD, field, op, value);
        }
    }

    public enum Does {
        @JsonProperty("set")
        SET(EnumSet.of(RecordKind.DEAL)),
        @JsonProperty("move")
        MOVE(EnumSet.of(RecordKind.DEAL)),
        @JsonProperty("task")
        TASK(EnumSet.complementOf(EnumSet.of(RecordKind.TASK))),
        /** A task that somebody checks, and may give back. */
        @JsonProperty("assignment")
        ASSIGNMENT(EnumSet.complementOf(EnumSet.of(RecordKind.TASK))),
        @JsonProperty("notify")
        NOTIFY(EnumSet.allOf(RecordKind.class)),
        /** In the timeline of the client. */
        @JsonProperty("note")
        NOTE(EnumSet.allOf(RecordKind.class)),
        @JsonProperty("claim")
        CLAIM(EnumSet.complementOf(EnumSet.of(RecordKind.CLAIM))),
        /** A part of the deal. */
        @JsonProperty("part")
        PART(EnumSet.of(RecordKind.DEAL)),
        /** The client comes into a segment that is chosen by hand, or leaves it. */
        @JsonProperty("segment")
        SEGMENT(EnumSet.allOf(RecordKind.class)),
        /** The client is called, or is called no more. */
        @JsonProperty("call_list")
        CALL_LIST(EnumSet.allOf(RecordKind.class)),
        @JsonProperty("hook")
        HOOK(EnumSet.allOf(RecordKind.class)),
        @JsonProperty("wait")
        WAIT(EnumSet.allOf(RecordKind.class));

        private final Set<RecordKind> kinds;

        Does(Set<RecordKind> kinds) {
            this.kinds = kinds;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it can be done with such a record. */
        public boolean fits(RecordKind kind) {
            return kinds.contains(kind);
        }

        /** Whether it is for somebody of ours. */
        public boolean hasWho() {
            return this == TASK || this == ASSIGNMENT || this == NOTIFY;
        }

        /** Whether it takes somebody or something in or out. */
        public boolean hasWay() {
            return this == SEGMENT || this == CALL_LIST;
        }
    }

    public enum Who {
        /** Who answers for it, or looks after the client; a supervisor where there is nobody. */
        @JsonProperty("responsible")
        RESPONSIBLE,
        @JsonProperty("supervisors")
        SUPERVISORS,
        @JsonProperty("administrators")
        ADMINISTRATORS,
        @JsonProperty("person")
        PERSON;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param field that is set
     * @param value to what; texts may name fields, as <code>{title}</code>; a day may be a number of days from now: +3. Null empties
     * @param stageId to which it is moved; null for the next open one
     * @param back whether it may also go back, or be opened again; null for not
     * @param what kind of task; null for other
     * @param title of the task, the claim or the part, or what people are told; may name fields
     * @param personId of {@link Who#PERSON}
     * @param checkerId who checks an assignment; null for a supervisor of who does it
     * @param minutes of a task: working minutes until it is due; of waiting: minutes
     * @param hookId which webhook is told
     * @param causeId of a claim; null for none yet
     * @param segmentId chosen by hand
     * @param campaignId which call list
     * @param out of {@link Does#hasWay}: taken out rather than put in; null for not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RobotStep(
            Does does,
            String field,
            String value,
            UUID stageId,
            Boolean back,
            Task.What what,
            String title,
            Who who,
            UUID personId,
            UUID checkerId,
            Integer minutes,
            UUID hookId,
            UUID causeId,
            UUID segmentId,
            UUID campaignId,
            Boolean out) {

        /** One of which what is said is told by its name. */
        private static RobotStep of(Does does, Consumer<Draft> said) {
            var draft = new Draft();
            said.accept(draft);
            return new RobotStep(
                    does,
                    draft.field,
                    draft.value,
                    draft.stageId,
                    null,
                    draft.what,
                    draft.title,
                    draft.who,
                    null,
                    draft.checkerId,
                    draft.minutes,
                    draft.hookId,
                    draft.causeId,
                    draft.segmentId,
                    draft.campaignId,
                    draft.out);
        }

        /** As it begins in a form. */
        public static RobotStep blank(Does does) {
            return of(does, said -> said.who = Who.RESPONSIBLE);
        }

        public static RobotStep set(String field, String value) {
            return of(Does.SET, said -> {
                said.field = field;
                said.value = value;
            });
        }

        public static RobotStep move(UUID stage) {
            return of(Does.MOVE, said -> said.stageId = stage);
        }

        public static RobotStep task(Task.What what, String title, Who who, int workingMinutes) {
            return of(Does.TASK, said -> {
                said.what = what;
                said.title = title;
                said.who = who;
                said.minutes = workingMinutes;
            });
        }

        /** @param checker null for a supervisor of who does it */
        public static RobotStep assignment(String title, Who who, UUID checker, int workingMinutes) {
            return of(Does.ASSIGNMENT, said -> {
                said.title = title;
                said.who = who;
                said.checkerId = checker;
                said.minutes = workingMinutes;
            });
        }

        public static RobotStep notify(Who who, String title) {
            return of(Does.NOTIFY, said -> {
                said.title = title;
                said.who = who;
            });
        }

        public static RobotStep note(String title) {
            return of(Does.NOTE, said -> said.title = title);
        }

        public static RobotStep claim(String title, UUID cause) {
            return of(Does.CLAIM, said -> {
                said.title = title;
                said.causeId = cause;
            });
        }

        public static RobotStep part(String title) {
            return of(Does.PART, said -> said.title = title);
        }

        public static RobotStep segment(UUID segment, boolean out) {
            return of(Does.SEGMENT, said -> {
                said.segmentId = segment;
                said.out = out;
            });
        }

        public static RobotStep callList(UUID campaign, boolean out) {
            return of(Does.CALL_LIST, said -> {
                said.campaignId = campaign;
                said.out = out;
            });
        }

        public static RobotStep hook(UUID receiver) {
            return of(Does.HOOK, said -> said.hookId = receiver);
        }

        public static RobotStep waits(int minutes) {
            return of(Does.WAIT, said -> said.minutes = minutes);
        }

        @JsonIgnore
        boolean mayGoBack() {
            return Boolean.TRUE.equals(back);
        }

        @JsonIgnore
        boolean takesOut() {
            return Boolean.TRUE.equals(out);
        }

        /** One that is being made. For one thread, and for a moment. */
        private static final class Draft {
            private String field;
            private String value;
            private UUID stageId;
            private Task.What what;
            private String title;
            private Who who;
            private UUID checkerId;
            private Integer minutes;
            private UUID hookId;
            private UUID causeId;
            private UUID segmentId;
            private UUID campaignId;
            private Boolean out;
        }
    }
}
