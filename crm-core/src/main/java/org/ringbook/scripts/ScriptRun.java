package org.ringbook.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.scripts.ScriptContent.Step;

/**
 * How far an attempt came in its script.
 *
 * @param script in the version by which it goes, whatever became of the script since
 * @param path keys of the steps, the one of now last
 * @param answers as they were typed, by the keys of questions
 */
public record ScriptRun(UUID attempt, Script script, List<String> path, Map<String, String> answers) {

    public ScriptRun {
        path = List.copyOf(path);
        answers = Map.copyOf(answers);
    }

    /** The step of now. */
    public Step step() {
        return script.content().step(path.get(path.size() - 1)).orElseThrow();
    }

    /** A question, as its script asks it, with what was answered. */
    public record Answered(String question, String label, String answer) {}

    /** What was answered, in the order in which it is asked. */
    public List<Answered> answered() {
        var all = new ArrayList<Answered>();
        script.content().questions().stream()
                .filter(one -> answers.containsKey(one.key()))
                .forEach(one -> all.add(new Answered(one.key(), one.label(), answers.get(one.key()))));
        return all;
    }
}
