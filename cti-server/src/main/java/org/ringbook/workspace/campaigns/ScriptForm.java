package org.ringbook.workspace.campaigns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.ScriptContent;
import org.ringbook.scripts.ScriptContent.Kind;

/**
 * A script as it stands in its form, whether or not it can be kept.
 *
 * @param version that the form was made from; null for a new one
 */
record ScriptForm(String name, Integer version, List<Step> steps) {

    private static final Pattern ACT =
            Pattern.compile("(step|question|option)-(add|delete|up|down)((?:-\\d{1,3}){0,3})");
    private static final int MOST = 100;

    record Step(String key, String title, String text, String next, UUID result, List<Question> questions) {

        Step {
            questions = present(questions);
        }

        Step with(List<Question> others) {
            return new Step(key, title, text, next, result, others);
        }
    }

    record Question(String key, String label, Kind kind, Boolean required, List<Option> options) {

        Question {
            kind = kind == null ? Kind.TEXT : kind;
            options = present(options);
        }

        Question with(List<Option> others) {
            return new Question(key, label, kind, required, others);
        }
    }

    record Option(String answer, String next) {}

    ScriptForm {
        steps = present(steps);
    }

    private static <T> List<T> present(List<T> some) {
        return some == null ? List.of() : some.stream().filter(Objects::nonNull).toList();
    }

    /** One step to begin with. */
    static ScriptForm empty() {
        return new ScriptForm(null, null, List.of(new Step("s1", null, null, null, null, List.of())));
    }

    static ScriptForm of(Script script) {
        return new ScriptForm(
                script.name(),
                script.version(),
                script.content().steps().stream()
                        .map(step -> new Step(
                                step.key(),
                                step.title(),
                                step.text(),
                                step.next(),
                                step.result(),
                                step.questions().stream()
                                        .map(one -> new Question(
                                                one.key(),
                                                one.label(),
                                                one.kind(),
                                                one.required(),
                                                one.options().stream()
                                                        .map(option -> new Option(option.answer(), option.next()))
                                                        .toList()))
                                        .toList()))
                        .toList());
    }

    ScriptContent content() {
        return new ScriptContent(steps.stream()
                .map(step -> new ScriptContent.Step(
                        step.key(),
                        step.title(),
                        step.text(),
                        step.questions().stream()
                                .map(one -> new ScriptContent.Question(
                                        one.key(),
                                        one.label(),
                                        one.kind(),
                                        Boolean.TRUE.equals(one.required()),
                                        one.options().stream()
                                                .map(option -> new ScriptContent.Option(option.answer(), option.next()))
                                                .toList()))
                                .toList(),
                        step.next(),
                        step.result()))
                .toList());
    }

    /** What a button of the form does, such as {@code option-add-2-0}: to what stands at these places, from 0. */
    ScriptForm after(String act) {
        Matcher read = ACT.matcher(act == null ? "" : act);
        if (!read.matches()) {
            return this;
        }
        List<Integer> places = Pattern.compile("-")
                .splitAsStream(read.group(3))
                .filter(place -> !place.isEmpty())
                .map(Integer::valueOf)
                .toList();
        String way = read.group(2);
        List<Step> changed = switch (read.group(1)) {
            case "step" -> changed(steps, way, places, 0, new Step(freeKey(), null, null, null, null, List.of()));
            case "question" -> inStep(way, places);
            default -> inQuestion(way, places);
        };
        return new ScriptForm(name, version, changed);
    }

    private List<Step> inStep(String way, List<Integer> places) {
        return replaced(
                steps,
                places,
                0,
                step -> step.with(changed(
                        step.questions(), way, places, 1, new Question(null, null, Kind.TEXT, false, List.of()))));
    }

    private List<Step> inQuestion(String way, List<Integer> places) {
        return replaced(
                steps,
                places,
                0,
                step -> step.with(replaced(
                        step.questions(),
                        places,
                        1,
                        question ->
                                question.with(changed(question.options(), way, places, 2, new Option(null, null))))));
    }

    private static <T> List<T> replaced(
            List<T> all, List<Integer> places, int depth, java.util.function.UnaryOperator<T> with) {
        if (places.size() <= depth || places.get(depth) >= all.size()) {
            return all;
        }
        var changed = new ArrayList<>(all);
        changed.set(places.get(depth), with.apply(all.get(places.get(depth))));
        return changed;
    }

    private static <T> List<T> changed(List<T> all, String way, List<Integer> places, int depth, T fresh) {
        var changed = new ArrayList<>(all);
        int at = places.size() > depth ? places.get(depth) : all.size();
        switch (way) {
            case "add" -> {
                if (all.size() < MOST) {
                    changed.add(Math.min(at, all.size()), fresh);
                }
            }
            case "delete" -> {
                if (at < all.size()) {
                    changed.remove(at);
                }
            }
            case "up" -> swap(changed, at, at - 1);
            default -> swap(changed, at, at + 1);
        }
        return changed;
    }

    private static void swap(List<?> all, int one, int other) {
        if (one >= 0 && other >= 0 && one < all.size() && other < all.size()) {
            Collections.swap(all, one, other);
        }
    }

    /** Other steps lead to a step by its key, so that it has one from the beginning. */
    private String freeKey() {
        Set<String> taken = new HashSet<>(steps.stream().map(Step::key).toList());
        int number = steps.size() + 1;
        while (taken.contains("s" + number)) {
            number++;
        }
        return "s" + number;
    }
}
