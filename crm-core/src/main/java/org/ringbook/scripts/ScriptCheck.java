package org.ringbook.scripts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptContent.Kind;
import org.ringbook.scripts.ScriptContent.Option;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;

/** Whether a script can be gone through to an end, whatever is answered. Pure. */
final class ScriptCheck {

    static final int MOST_STEPS = 100;
    private static final int MOST_QUESTIONS = 20;
    private static final int MOST_OPTIONS = 20;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_KEY = 40;

    private ScriptCheck() {}

    /**
     * Tidies it, gives keys to what has none, and looks through it.
     *
     * @param used by its earlier versions: their keys of questions and steps are not given to others, whose answers would be mixed up
     * @param isResult whether there is a result of that id
     * @param isOfLists whether call lists offer it
     * @throws Refused naming the step at fault, and what to do
     */
    static ScriptContent checked(
            ScriptContent sent, List<ScriptContent> used, Predicate<UUID> isResult, Predicate<UUID> isOfLists) {
        if (sent == null || sent.steps().isEmpty()) {
            throw Refused.because("steps", "scripts.empty");
        }
        if (sent.steps().size() > MOST_STEPS) {
            throw Refused.because("steps", "scripts.many", MOST_STEPS);
        }
        ScriptContent tidy = new ScriptContent(tidied(sent.steps(), used));
        Map<String, Step> byKey = byKey(tidy);
        tidy.steps().forEach(step -> {
            leadsSomewhere(step, byKey, isResult, isOfLists);
        });
        noCircle(tidy, byKey);
        allReached(tidy, byKey);
        return tidy;
    }

    private static List<Step> tidied(List<Step> steps, List<ScriptContent> used) {
        List<Step> known = Stream.concat(steps.stream(), used.stream().flatMap(one -> one.steps().stream()))
                .toList();
        Set<String> stepKeys = known.stream().map(Step::key).collect(Collectors.toCollection(HashSet::new));
        Set<String> questionKeys = known.stream()
                .flatMap(step -> step.questions().stream())
                .map(Question::key)
                .collect(Collectors.toCollection(HashSet::new));
        var tidy = new ArrayList<Step>();
        for (Step step : steps) {
            String title = line("title", step.title());
            String text = text(step.text());
            if (title == null && text == null) {
                throw Refused.because("steps", "scripts.step.blank", tidy.size() + 1);
            }
            if (step.questions().size() > MOST_QUESTIONS) {
                throw Refused.because("questions", "scripts.questions.many", named(step, tidy.size()), MOST_QUESTIONS);
            }
            List<Question> questions = step.questions().stream()
                    .map(one -> tidied(one, named(step, tidy.size()), questionKeys))
                    .toList();
            tidy.add(new Step(
                    key(step.key(), "s", stepKeys),
                    title,
                    text,
                    questions,
                    step.result() != null || blank(step.next())
                            ? null
                            : step.next().strip(),
                    step.result()));
        }
        return tidy;
    }

    private static String named(Step step, int place) {
        return blank(step.title()) ? Integer.toString(place + 1) : step.title().strip();
    }

    private static Question tidied(Question one, String step, Set<String> keys) {
        String label = line("label", one.label());
        if (label == null) {
            throw Refused.because("questions", "scripts.question.blank", step);
        }
        Kind kind = one.kind() == null ? Kind.TEXT : one.kind();
        var options = new LinkedHashMap<String, Option>();
        if (kind == Kind.CHOICE) {
            for (Option option : one.options()) {
                String answer = line("answer", option.answer());
                String next = blank(option.next()) ? null : option.next().strip();
                if (answer != null && options.put(answer, new Option(answer, next)) != null) {
                    throw Refused.because("options", "scripts.option.twice", label, answer);
                }
            }
            if (options.size() < 2 || options.size() > MOST_OPTIONS) {
                throw Refused.because("options", "scripts.options", label, step, MOST_OPTIONS);
            }
        }
        return new Question(key(one.key(), "q", keys), label, kind, one.required(), List.copyOf(options.values()));
    }

    /** One that is given stays; one that is none is made. */
    private static String key(String given, String prefix, Set<String> taken) {
        String key = given == null ? "" : given.strip();
        if (!key.isEmpty()) {
            if (key.length() > LONGEST_KEY || !key.matches("[\\p{L}\\p{N}_-]+")) {
                throw Refused.because("key", "scripts.key", LONGEST_KEY);
            }
            return key;
        }
        int number = 1;
        while (!taken.add(prefix + number)) {
            number++;
        }
        return prefix + number;
    }

    private static Map<String, Step> byKey(ScriptContent tidy) {
        var byKey = new LinkedHashMap<String, Step>();
        var questions = new HashSet<String>();
        for (Step step : tidy.steps()) {
            if (byKey.put(step.key(), step) != null) {
                throw Refused.because("key", "scripts.key.twice", step.key());
            }
            for (Question question : step.questions()) {
                if (!questions.add(question.key())) {
                    throw Refused.because("key", "scripts.key.twice", question.key());
                }
            }
        }
        return byKey;
    }

    private static void leadsSomewhere(
            Step step, Map<String, Step> byKey, Predicate<UUID> isResult, Predicate<UUID> isOfLists) {
        String name = name(step);
        if (step.result() != null) {
            if (!isResult.test(step.result())) {
                throw Refused.because("result", "scripts.result.unknown", name);
            }
            if (!isOfLists.test(step.result())) {
                throw Refused.because("result", "scripts.result.not-of-lists", name);
            }
            if (step.fork().isPresent()) {
                throw Refused.because("result", "scripts.result.and-next", name);
            }
            return;
        }
        for (String key : step.leadsTo()) {
            if (!byKey.containsKey(key)) {
                throw Refused.because("next", "scripts.nowhere.gone", name, key);
            }
        }
        if (step.questions().stream().filter(Question::leadsOn).count() > 1) {
            throw Refused.because("options", "scripts.forks", name);
        }
        boolean everyAnswerLeads = step.fork()
                .filter(Question::required)
                .filter(question -> question.options().stream().allMatch(option -> option.next() != null))
                .isPresent();
        if (step.next() == null && !everyAnswerLeads) {
            throw Refused.because("next", step.fork().isPresent() ? "scripts.nowhere.answer" : "scripts.nowhere", name);
        }
    }

    private static String name(Step step) {
        return step.title() == null ? step.key() : step.title();
    }

    private static void noCircle(ScriptContent tidy, Map<String, Step> byKey) {
        var done = new HashSet<String>();
        for (Step step : tidy.steps()) {
            circle(step, byKey, new LinkedHashSet<>(), done);
        }
    }

    private static void circle(Step step, Map<String, Step> byKey, LinkedHashSet<String> way, Set<String> done) {
        if (done.contains(step.key())) {
            return;
        }
        if (!way.add(step.key())) {
            throw Refused.because("next", "scripts.circle", shown(way, step, byKey), name(step));
        }
        step.leadsTo().forEach(key -> circle(byKey.get(key), byKey, way, done));
        way.remove(step.key());
        done.add(step.key());
    }

    private static String shown(Set<String> way, Step back, Map<String, Step> byKey) {
        return way.stream()
                        .dropWhile(key -> !key.equals(back.key()))
                        .map(key -> name(byKey.get(key)))
                        .collect(Collectors.joining(" → "))
                + " → " + name(back);
    }

    private static void allReached(ScriptContent tidy, Map<String, Step> byKey) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(tidy.steps().get(0)));
        while (!open.isEmpty()) {
            Step step = open.poll();
            if (reached.add(step.key())) {
                step.leadsTo().forEach(key -> open.add(byKey.get(key)));
            }
        }
        tidy.steps().stream()
                .filter(step -> !reached.contains(step.key()))
                .findFirst()
                .ifPresent(step -> {
                    throw Refused.because("steps", "scripts.not-reached", name(step));
                });
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    static String line(String field, String text) {
        String line = fit(field, text, LONGEST_LINE);
        return line == null ? null : line.replaceAll("\\s+", " ");
    }

    private static String text(String text) {
        return fit("text", text, LONGEST_TEXT);
    }

    private static String fit(String field, String text, int longest) {
        String kept = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (kept.indexOf('\0') >= 0) {
            throw Refused.because(field, "scripts.unfit");
        }
        if (kept.length() > longest) {
            throw Refused.because(field, "scripts.long", longest);
        }
        return kept.isEmpty() ? null : kept;
    }
}
