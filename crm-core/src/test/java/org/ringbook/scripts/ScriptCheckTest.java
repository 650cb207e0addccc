package org.ringbook.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptContent.Kind;
import org.ringbook.scripts.ScriptContent.Option;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;

/** What is written as a script can be gone through to an end, or is refused with the step at fault and what to do. */
class ScriptCheckTest {

    private static final UUID AGREED = UUID.randomUUID();
    /** A result that cards of calls offer, and call lists do not. */
    private static final UUID CARDS = UUID.randomUUID();

    private static Step step(String key, String next, UUID result, Question... questions) {
        return new Step(key, "Шаг " + key, "Здравствуйте", List.of(questions), next, result);
    }

    private static Question choice(String key, boolean required, Option... options) {
        return new Question(key, "Вопрос " + key, Kind.CHOICE, required, List.of(options));
    }

    private static ScriptContent checked(Step... steps) {
        return ScriptCheck.checked(
                new ScriptContent(List.of(steps)), List.of(), Set.of(AGREED, CARDS)::contains, AGREED::equals);
    }

    private static String refusal(Step... steps) {
        try {
            checked(steps);
        } catch (Refused refused) {
            assertThat(refused.words(Locale.forLanguageTag("ru"))).matches("(?s).*[а-яё].*");
            return refused.words(Locale.ENGLISH);
        }
        throw new AssertionError("It was taken");
    }

    @Test
    void aScriptThatLeadsInACircleIsRefusedWithTheWay() {
        assertThat(refusal(step("a", "b", null), step("b", "c", null), step("c", "a", null)))
                .startsWith("The script leads in a circle: Шаг a → Шаг b → Шаг c → Шаг a.");
        assertThat(refusal(step("a", "a", null))).contains("Шаг a → Шаг a");
        assertThat(refusal(
                        step("a", null, null, choice("q", true, new Option("да", "b"), new Option("нет", "c"))),
                        step("b", "a", null),
                        step("c", null, AGREED)))
                .contains("circle: Шаг a → Шаг b → Шаг a");
    }

    @Test
    void aScriptThatEndsWithWhatListsDoNotOfferIsRefusedWithTheStep() {
        assertThat(refusal(step("a", null, CARDS)))
                .startsWith("Call lists do not offer the result of the step “Шаг a”.");
    }

    @Test
    void aScriptThatLeadsToNowhereIsRefusedWithTheStep() {
        assertThat(refusal(step("a", "b", null), step("b", null, null)))
                .startsWith("The step “Шаг b” leads to nowhere.");
        assertThat(refusal(step("a", "gone", null))).contains("leads to the step “gone”, which is not there");
        assertThat(refusal(
                        step("a", null, null, choice("q", true, new Option("да", "b"), new Option("нет", null))),
                        step("b", null, AGREED)))
                .startsWith("Not every answer of the step “Шаг a” leads on.");
        assertThat(refusal(step("a", null, AGREED), step("b", null, AGREED))).startsWith("No step leads to “Шаг b”");
    }

    @Test
    void whatIsNotAQuestionOrAResultIsRefused() {
        assertThat(refusal(step("a", null, UUID.randomUUID()))).contains("is not offered any more");
        assertThat(refusal(step("a", null, AGREED, choice("q", false, new Option("да", null)))))
                .contains("needs 2 to 20 answers");
        assertThat(refusal(step("a", null, AGREED, new Question("q", " ", Kind.TEXT, false, List.of()))))
                .contains("has no words");
        assertThat(refusal(new Step("a", null, "a\0b", List.of(), null, AGREED)))
                .contains("cannot be kept");
        assertThat(refusal()).startsWith("The script has no step");
        assertThat(refusal(
                        step(
                                "a",
                                "b",
                                null,
                                choice("q", true, new Option("1", "b"), new Option("2", "c")),
                                choice("r", true, new Option("1", "b"), new Option("2", "c"))),
                        step("b", null, AGREED),
                        step("c", null, AGREED)))
                .contains("the answers of two questions");
    }

    @Test
    void whatHasNoKeyGetsOneAndWhatHasOneKeepsIt() {
        ScriptContent checked = checked(new Step(
                null,
                "Начало",
                null,
                List.of(
                        new Question("q1", "Город", null, false, null),
                        new Question(" ", "Когда", Kind.DATE, false, null)),
                null,
                AGREED));
        assertThat(checked.steps().get(0).key()).isEqualTo("s1");
        assertThat(checked.questions()).extracting(Question::key).containsExactly("q1", "q2");
        assertThat(checked.questions().get(0).kind()).isEqualTo(Kind.TEXT);
    }

    /** A property: whatever was taken comes to a result from its first step, whichever answers are given. */
    @Test
    void everyScriptThatIsTakenComesToAnEndWhateverIsAnswered() {
        var random = new Random(54);
        int taken = 0;
        for (int round = 0; round < 5_000; round++) {
            int many = 1 + random.nextInt(5);
            var steps = new ArrayList<Step>();
            for (int i = 0; i < many; i++) {
                steps.add(random(random, i, many));
            }
            ScriptContent content;
            try {
                content = ScriptCheck.checked(
                        new ScriptContent(steps), List.of(), Set.of(AGREED, CARDS)::contains, AGREED::equals);
            } catch (Refused refused) {
                continue;
            }
            taken++;
            comesToAnEnd(content, random);
        }
        assertThat(taken).as("scripts that were taken").isBetween(100, 4_900);
    }

    private static Step random(Random random, int i, int many) {
        String next = random.nextInt(3) == 0 ? null : "s" + random.nextInt(many + 1);
        UUID result = random.nextInt(2) == 0 ? AGREED : null;
        Question question = choice(
                "q" + i,
                random.nextBoolean(),
                new Option("да", random.nextInt(3) == 0 ? "s" + random.nextInt(many) : null),
                new Option("нет", random.nextInt(3) == 0 ? "s" + random.nextInt(many) : null));
        return step("s" + i, next, result, random.nextBoolean() ? new Question[] {question} : new Question[0]);
    }

    private static void comesToAnEnd(ScriptContent content, Random random) {
        Step step = content.steps().get(0);
        for (int i = 0; step.result() == null; i++) {
            assertThat(i).as("steps on the way").isLessThan(10);
            String answer = random.nextBoolean() ? "да" : "нет";
            Map<String, String> answers = step.questions().isEmpty()
                    ? Map.of()
                    : Map.of(step.questions().get(0).key(), answer);
            step = content.step(step.after(answers).orElseThrow()).orElseThrow();
        }
    }

    @Test
    void anAnswerIsWhatItsQuestionAsksFor() {
        var check = new AnswerCheck(Cast.PLAN);
        for (String good : List.of("12", "12 500", "3,5", "-7.25", "")) {
            check.check(new Question("q", "Сколько", Kind.NUMBER, false, null), good);
        }
        for (String good : List.of("31.12.2026", "2026-12-31", "1/2/2027")) {
            check.check(new Question("q", "Когда", Kind.DATE, true, null), good);
        }
        check.check(new Question("q", "Номер", Kind.PHONE, true, null), "8 916 111-22-33");
        for (String bad : List.of("много", "1.2.3", "1e99999999", "9".repeat(99))) {
            assertThatThrownBy(() -> check.check(new Question("q", "Сколько", Kind.NUMBER, false, null), bad))
                    .hasMessageContaining("is no number");
        }
        for (String bad : List.of("31.02.2026", "завтра", "32.12.2026")) {
            assertThatThrownBy(() -> check.check(new Question("q", "Когда", Kind.DATE, false, null), bad))
                    .hasMessageContaining("is no date");
        }
        assertThatThrownBy(() -> check.check(new Question("q", "Номер", Kind.PHONE, false, null), "нет"))
                .hasMessageContaining("no telephone number");
        assertThatThrownBy(() -> check.check(new Question("q", "Имя", Kind.TEXT, true, null), "  "))
                .hasMessageContaining("wants an answer");
    }
}
