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
        TASK_OVERDUE(RecordKind.TASK);

        private static final Set<When> BY_CLOCK =
                EnumSet.of(DEAL_STUCK, DEAL_DATE, OFFER_SILENT, LEAD_WAITING, TASK_OVERDUE);

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

        /** Nobody does anything when it happens: time passes. */
        boolean isByClock() {
            return BY_CLOCK.contains(this);
        }

        public boolean hasStage() {
            return this == DEAL_STAGE_ENTERED || this == DEAL_STUCK;
        }

        public boolean hasField() {
            return this == DEAL_CHANGED || this == DEAL_DATE;
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
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trigger(When when, UUID stageId, String field, Integer days, Integer minutes, String result) {

        public static Trigger of(When when) {
            return new Trigger(when, null, null, null, null, null);
        }

        public Trigger inStage(UUID stage) {
            return new Trigger(when, stage, field, days, minutes, result);
        }

        public Trigger ofField(String name) {
            return new Trigger(when, stageId, name, days, minutes, result);
        }

        public Trigger after(Integer numberOfDays) {
            return new Trigger(when, stageId, field, numberOfDays, minutes, result);
        }

        public Trigger afterMinutes(Integer number) {
            return new Trigger(when, stageId, field, days, number, result);
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
        SET,
        @JsonProperty("move")
        MOVE,
        @JsonProperty("task")
        TASK,
        @JsonProperty("notify")
        NOTIFY,
        @JsonProperty("hook")
        HOOK,
        @JsonProperty("wait")
        WAIT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
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
     * @param title of the task, or what people are told; may name fields
     * @param personId of {@link Who#PERSON}
     * @param minutes of a task: working minutes until it is due; of waiting: minutes
     * @param hookId which webhook is told
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
            Integer minutes,
            UUID hookId) {

        public static RobotStep set(String field, String value) {
            return new RobotStep(Does.SET, field, value, null, null, null, null, null, null, null, null);
        }

        public static RobotStep move(UUID stage) {
            return new RobotStep(Does.MOVE, null, null, stage, null, null, null, null, null, null, null);
        }

        public static RobotStep task(Task.What what, String title, Who who, int workingMinutes) {
            return new RobotStep(Does.TASK, null, null, null, null, what, title, who, null, workingMinutes, null);
        }

        public static RobotStep notify(Who who, String title) {
            return new RobotStep(Does.NOTIFY, null, null, null, null, null, title, who, null, null, null);
        }

        public static RobotStep hook(UUID receiver) {
            return new RobotStep(Does.HOOK, null, null, null, null, null, null, null, null, null, receiver);
        }

        public static RobotStep waits(int minutes) {
            return new RobotStep(Does.WAIT, null, null, null, null, null, null, null, null, minutes, null);
        }

        @JsonIgnore
        boolean mayGoBack() {
            return Boolean.TRUE.equals(back);
        }
    }
}
