package org.ringbook.scripts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The steps of a script; the first one is where it begins.
 *
 * @param steps as they were written, whether or not they fit: {@link ScriptCheck} says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScriptContent(List<Step> steps) {

    public ScriptContent {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * One thing that is said, and what is asked with it.
     *
     * @param key by which other steps lead here
     * @param text with {fields} of the entry
     * @param next key of the step that follows, where no answer leads elsewhere; null for none
     * @param result id of the disposition with which the script ends here; null where it goes on
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(String key, String title, String text, List<Question> questions, String next, UUID result) {

        public Step {
            questions = questions == null ? List.of() : List.copyOf(questions);
        }

        /** The question whose answers lead to different steps. */
        public Optional<Question> fork() {
            return questions.stream().filter(Question::leadsOn).findFirst();
        }

        /** Keys of all steps to which it may lead, in their order. */
        List<String> leadsTo() {
            return java.util.stream.Stream.concat(
                            questions.stream()
                                    .flatMap(one -> one.options().stream())
                                    .map(Option::next),
                            java.util.stream.Stream.of(next == null ? "" : next))
                    .filter(key -> key != null && !key.isEmpty())
                    .distinct()
                    .toList();
        }

        /** Key of the step that follows these answers; empty where the script ends. @param answers by the keys of questions */
        public Optional<String> after(Map<String, String> answers) {
            return fork().flatMap(question -> question.options().stream()
                            .filter(option -> option.answer().equals(answers.get(question.key())))
                            .map(Option::next)
                            .filter(key -> key != null)
                            .findFirst())
                    .or(() -> Optional.ofNullable(next));
        }
    }

    /**
     * @param key by which its answer is kept; one of its own in the script
     * @param required whether the script goes on only with an answer
     * @param options of a choice, in their order
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Question(String key, String label, Kind kind, boolean required, List<Option> options) {

        public Question {
            options = options == null ? List.of() : List.copyOf(options);
        }

        boolean leadsOn() {
            return options.stream().anyMatch(option -> option.next() != null);
        }
    }

    /** @param next key of the step to which this answer leads; null for that which follows anyway */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Option(String answer, String next) {}

    public enum Kind {
        CHOICE,
        TEXT,
        NUMBER,
        DATE,
        PHONE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    public Optional<Step> step(String key) {
        return steps.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    public Optional<Question> question(String key) {
        return steps.stream()
                .flatMap(one -> one.questions().stream())
                .filter(one -> one.key().equals(key))
                .findFirst();
    }

    /** All questions, in the order of the steps. */
    public List<Question> questions() {
        return steps.stream().flatMap(one -> one.questions().stream()).toList();
    }
}
