package org.ringbook.workspace.robots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.robots.Definition;
import org.ringbook.robots.Definition.Asks;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.RecordKind;
import org.ringbook.robots.Robot;

/**
 * A robot as it stands in its form, whether or not it can be kept.
 *
 * @param version that the form was made from; null for a new one
 */
record RobotForm(String name, Integer version, Trigger trigger, List<Condition> conditions, List<RobotStep> steps) {

    private static final Pattern ACT = Pattern.compile("(condition|step)-(delete|up|down|add)-([a-z_]+|\\d{1,3})");
    private static final int MOST = 20;

    RobotForm {
        trigger = trigger == null || trigger.when() == null ? Trigger.of(When.DEAL_CREATED) : trigger;
        conditions = present(conditions);
        steps = present(steps);
    }

    private static <T> List<T> present(List<T> some) {
        return some == null ? List.of() : some.stream().filter(Objects::nonNull).toList();
    }

    static RobotForm empty(When when) {
        return new RobotForm(null, null, Trigger.of(when), List.of(), List.of());
    }

    static RobotForm of(String name, Integer version, Definition definition) {
        return new RobotForm(name, version, definition.trigger(), definition.conditions(), definition.steps());
    }

    static RobotForm of(Robot robot) {
        return of(robot.name(), robot.version(), robot.definition());
    }

    public RecordKind kind() {
        return trigger.when().kind();
    }

    /** What can be done with such a record. */
    public List<Does> offered() {
        return Arrays.stream(Does.values()).filter(one -> one.fits(kind())).toList();
    }

    Definition definition() {
        When when = trigger.when();
        return new Definition(
                new Trigger(
                        when,
                        trigger.stageId(),
                        when.hasField() ? trigger.field() : null,
                        trigger.days(),
                        trigger.minutes(),
                        filled(trigger.result()),
                        filled(trigger.state()),
                        trigger.segmentId(),
                        trigger.dispositionId(),
                        filled(trigger.code())),
                conditions.stream()
                        .map(one -> new Condition(one.asks(), filled(one.field()), one.op(), filled(one.value())))
                        .toList(),
                steps.stream()
                        .map(one -> new RobotStep(
                                one.does(),
                                filled(one.field()),
                                filled(one.value()),
                                one.stageId(),
                                one.back(),
                                one.what(),
                                one.title(),
                                one.who(),
                                one.personId(),
                                one.checkerId(),
                                one.minutes(),
                                one.hookId(),
                                one.causeId(),
                                one.segmentId(),
                                one.campaignId(),
                                one.out()))
                        .toList());
    }

    private static String filled(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** What a button of the form does, such as {@code step-add-task} or {@code step-up-2}: to what stands at this place, from 0. */
    RobotForm after(String act) {
        Matcher read = ACT.matcher(act == null ? "" : act);
        if (!read.matches()) {
            return this;
        }
        boolean ofStep = read.group(1).equals("step");
        return new RobotForm(
                name,
                version,
                trigger,
                ofStep ? conditions : changed(conditions, read.group(2), read.group(3), this::condition),
                ofStep ? changed(steps, read.group(2), read.group(3), this::step) : steps);
    }

    private interface Fresh<T> {
        T of(String word);
    }

    private static <T> List<T> changed(List<T> all, String way, String what, Fresh<T> fresh) {
        var changed = new ArrayList<>(all);
        if (way.equals("add")) {
            T added = fresh.of(what);
            if (added != null && all.size() < MOST) {
                changed.add(added);
            }
            return changed;
        }
        int at = what.matches("\\d+") ? Integer.parseInt(what) : all.size();
        if (at >= all.size()) {
            return all;
        }
        T moved = changed.remove(at);
        if (!way.equals("delete")) {
            changed.add(Math.max(0, Math.min(changed.size(), way.equals("up") ? at - 1 : at + 1)), moved);
        }
        return changed;
    }

    private Condition condition(String word) {
        return Arrays.stream(Asks.values())
                .filter(one -> one.word().equals(word))
                .map(one -> new Condition(one, null, one == Asks.FIELD ? Op.EQ : null, null))
                .findFirst()
                .orElse(null);
    }

    private RobotStep step(String word) {
        return offered().stream()
                .filter(one -> one.word().equals(word))
                .map(RobotStep::blank)
                .findFirst()
                .orElse(null);
    }
}
