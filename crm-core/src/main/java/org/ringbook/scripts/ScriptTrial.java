package org.ringbook.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;
import org.springframework.stereotype.Component;

/** Goes through a script that is not kept yet, as an attempt would; writes nothing. Any thread. */
@Component
public class ScriptTrial {

    private final AnswerCheck answers;

    ScriptTrial(NumberPlan plan) {
        this.answers = new AnswerCheck(plan);
    }

    /** @param path keys of the steps so far, the one of now last */
    public record Place(ScriptContent content, List<String> path) {

        public Step step() {
            return content.step(path.get(path.size() - 1)).orElseThrow();
        }

        public Place back() {
            return path.size() == 1 ? this : new Place(content, path.subList(0, path.size() - 1));
        }
    }

    /** @param content that was checked @param path so far; from the beginning where its steps are not there any more */
    public Place begin(ScriptContent content, List<String> path) {
        boolean there = !path.isEmpty()
                && path.stream().allMatch(key -> content.step(key).isPresent());
        return new Place(
                content,
                there ? List.copyOf(path) : List.of(content.steps().get(0).key()));
    }

    /** @throws Refused if an answer is missing, or is not what is asked for */
    public Place next(Place place, Map<String, String> given) {
        for (Question question : place.step().questions()) {
            answers.check(question, given.get(question.key()));
        }
        return place.step()
                .after(given)
                .map(key -> {
                    var path = new ArrayList<>(place.path());
                    path.add(key);
                    return new Place(place.content(), path);
                })
                .orElse(place);
    }
}
