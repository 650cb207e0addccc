package org.ringbook.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call.Result;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.ScriptContent;
import org.ringbook.scripts.ScriptContent.Kind;
import org.ringbook.scripts.ScriptContent.Option;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;
import org.ringbook.scripts.ScriptRun;

/** Anna goes through a script while she talks; what she types stays, whatever becomes of her browser, the server or the script. */
class CallingByAScriptTest {

    private static final String MARIAS = "+79161112233";
    private static final String PAVELS = "+79035556677";

    private final CallDesk desk = new CallDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private ScriptContent content(String greeting) {
        UUID agreed = desk.disposition(Effect.SUCCESS);
        UUID refused = desk.disposition(Effect.REFUSAL);
        return new ScriptContent(List.of(
                new Step(
                        "hello",
                        "Приветствие",
                        greeting,
                        List.of(new Question(
                                "convenient",
                                "Удобно говорить?",
                                Kind.CHOICE,
                                true,
                                List.of(new Option("да", "offer"), new Option("нет", "bye")))),
                        null,
                        null),
                new Step(
                        "offer",
                        "Предложение",
                        "Сколько коробок?",
                        List.of(
                                new Question("boxes", "Коробок", Kind.NUMBER, true, null),
                                new Question("words", "Пожелания", Kind.TEXT, false, null)),
                        "done",
                        null),
                new Step("done", null, "Спасибо!", null, null, agreed),
                new Step("bye", null, "До свидания.", null, null, refused)));
    }

    private Attempt calledBy(Script script) {
        Campaign campaign = desk.running(MARIAS, PAVELS);
        desk.scripts.use(campaign.id(), script.id());
        return desk.tried(campaign, desk.anna, Result.ANSWERED, null);
    }

    private ScriptRun run(Attempt attempt) {
        return desk.scriptRuns.of(attempt.id()).orElseThrow();
    }

    @Test
    void theAnswersLeadOnAndStayAsTheyWereTyped() {
        Script script = desk.scripts.save(null, null, "Опрос", content("Здравствуйте, {имя}"), desk.vera);
        Attempt attempt = calledBy(script);
        assertThat(run(attempt).step().key()).isEqualTo("hello");
        assertThatThrownBy(() -> desk.scriptRuns.next(attempt.id(), Map.of()))
                .as("she has to choose")
                .isInstanceOf(Refused.class);
        assertThat(desk.scriptRuns
                        .next(attempt.id(), Map.of("convenient", "да"))
                        .step()
                        .key())
                .isEqualTo("offer");
        desk.scriptRuns.answer(attempt.id(), "words", "  после обеда,\nв гараж ");
        assertThatThrownBy(() -> desk.scriptRuns.next(attempt.id(), Map.of("boxes", "штук пять")))
                .hasMessageContaining("is no number");
        assertThat(run(attempt).answers())
                .as("what does not fit is kept, too: she corrects it, and loses nothing")
                .containsEntry("boxes", "штук пять")
                .containsEntry("words", "  после обеда,\nв гараж ");
        ScriptRun done = desk.scriptRuns.next(attempt.id(), Map.of("boxes", "5"));
        assertThat(done.step().result()).isEqualTo(desk.disposition(Effect.SUCCESS));
        assertThat(desk.scriptRuns.back(attempt.id()).step().key()).isEqualTo("offer");
        assertThat(run(attempt).answered())
                .extracting(ScriptRun.Answered::label, ScriptRun.Answered::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Удобно говорить?", "да"),
                        org.assertj.core.groups.Tuple.tuple("Коробок", "5"),
                        org.assertj.core.groups.Tuple.tuple("Пожелания", "  после обеда,\nв гараж "));
        assertThat(desk.scriptRuns.ofCalls(List.of(attempt.callId())))
                .as("they stand at the call of the log")
                .containsKey(attempt.callId());
    }

    @Test
    void whoTalksGoesOnByTheVersionThatTheyBeganWith() {
        Script script = desk.scripts.save(null, null, "Опрос", content("Здравствуйте"), desk.vera);
        Attempt attempt = calledBy(script);
        desk.scriptRuns.next(attempt.id(), Map.of("convenient", "нет"));
        ScriptContent shorter = new ScriptContent(
                List.of(new Step("only", "Коротко", "Добрый день", null, null, desk.disposition(Effect.SUCCESS))));
        Script changed = desk.scripts.save(script.id(), script.version(), "Опрос", shorter, desk.vera);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(run(attempt).step().key()).isEqualTo("bye");
        assertThat(run(attempt).script().version()).isEqualTo(1);
        assertThatThrownBy(() -> desk.scripts.save(script.id(), 1, "Опрос", content("Другое"), desk.boris))
                .as("Boris is an agent")
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> desk.scripts.save(script.id(), 1, "Опрос", content("Другое"), desk.vera))
                .hasMessageContaining("Somebody else changed");
        assertThat(desk.scripts
                        .save(script.id(), 2, "Опрос", shorter, desk.vera)
                        .version())
                .as("nothing changed")
                .isEqualTo(2);
        desk.work.result(
                attempt.id(),
                new AgentWork.Choice(desk.disposition(Effect.REFUSAL), "дорого", null, null, true),
                desk.anna);
        Attempt next =
                desk.tried(desk.campaigns.find(attempt.campaignId()).orElseThrow(), desk.anna, Result.ANSWERED, null);
        assertThat(run(next).step().key())
                .as("the next one goes by the new one")
                .isEqualTo("only");
        assertThat(desk.scriptRuns.questionsOf(attempt.campaignId()))
                .extracting(one -> one.question().key())
                .contains("convenient", "boxes");
    }

    private ScriptContent asking(String label) {
        return new ScriptContent(List.of(new Step(
                "only",
                "Вопрос",
                null,
                List.of(new Question(null, label, Kind.TEXT, false, null)),
                null,
                desk.disposition(Effect.SUCCESS))));
    }

    @Test
    void theAnswersOfAQuestionThatIsGoneNeverStandUnderAnother() {
        Script script = desk.scripts.save(null, null, "Опрос", asking("Бюджет?"), desk.vera);
        Campaign campaign = desk.running(MARIAS, PAVELS);
        desk.scripts.use(campaign.id(), script.id());
        Attempt first = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        String budget = run(first).step().questions().get(0).key();
        desk.scriptRuns.answer(first.id(), Map.of(budget, "300 000"));
        desk.work.result(first.id(), AgentWork.Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        Script changed = desk.scripts.save(script.id(), 1, "Опрос", asking("Город?"), desk.vera);
        String city = changed.content().questions().get(0).key();
        assertThat(city).isNotEqualTo(budget);
        Script third = desk.scripts.save(script.id(), 2, "Опрос", asking("Возраст?"), desk.vera);
        assertThat(third.content().questions().get(0).key())
                .as("nor that of the first version")
                .isNotIn(budget, city);
        Script other = desk.scripts.save(null, null, "Другой", asking("Отдел?"), desk.vera);
        desk.scripts.use(campaign.id(), other.id());
        Attempt second = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        assertThat(run(second).step().questions().get(0).key()).isEqualTo(budget);
        assertThat(desk.scriptRuns.questionsOf(campaign.id()))
                .as("two scripts, two columns, though the keys are the same")
                .extracting(one -> one.script() + " " + one.question().label())
                .containsExactlyInAnyOrder("Опрос Бюджет?", "Другой Отдел?");
    }

    @Test
    void whatNobodyAsksIsNotKept() {
        Script script = desk.scripts.save(null, null, "Опрос", content("Здравствуйте"), desk.vera);
        Attempt attempt = calledBy(script);
        assertThatThrownBy(() -> desk.scriptRuns.answer(attempt.id(), "salary", "100"))
                .hasMessageContaining("no such question");
        assertThatThrownBy(() -> desk.scriptRuns.answer(attempt.id(), "words", "a\0b"))
                .hasMessageContaining("cannot be kept");
        assertThatThrownBy(() -> desk.scriptRuns.answer(UUID.randomUUID(), "words", "a"))
                .hasMessageContaining("by no script");
        desk.scriptRuns.answer(attempt.id(), "words", "да");
        desk.scriptRuns.answer(attempt.id(), "words", " ");
        assertThat(run(attempt).answers()).as("taken back").isEmpty();
    }
}
