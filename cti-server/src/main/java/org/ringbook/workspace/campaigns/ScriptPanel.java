package org.ringbook.workspace.campaigns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.Entry;
import org.ringbook.scripts.ScriptContent.Option;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;
import org.ringbook.scripts.ScriptRun;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.scripts.Scripts;
import org.springframework.stereotype.Component;

/** What an agent sees of the script of a card: before the call its first words, from then on the step at which they are. */
@Component
class ScriptPanel {

    /** By their place on the keyboard: none of them does anything else on the page. */
    private static final List<String> KEYS = List.of("q", "w", "e", "t", "y", "u", "i", "o", "a", "f", "g", "h");

    private final Scripts scripts;
    private final ScriptRuns runs;
    private final CampaignResults results;

    ScriptPanel(Scripts scripts, ScriptRuns runs, CampaignResults results) {
        this.scripts = scripts;
        this.runs = runs;
        this.results = results;
    }

    /** @param key that chooses it; null where the keys are used up */
    record Choosable(Option option, String key, boolean chosen) {}

    /** @param choices of a choice; else empty @param answer as it was typed; null for none */
    record Asked(Question question, List<Choosable> choices, String answer) {}

    /**
     * @param attempt null before the call: then nothing can be answered
     * @param text of the step, filled in
     * @param asked by the step
     * @param end result with which the script ends here; null where it goes on
     */
    record Shown(
            UUID attempt,
            String name,
            String title,
            String text,
            List<Asked> asked,
            boolean first,
            CampaignResult end) {

        /** Whether there is a step behind this one. */
        public boolean goesOn() {
            return attempt != null && end == null;
        }
    }

    /** Keeps what stands in the fields of the step. @param sent all parameters of the form @throws Refused if an answer cannot be kept */
    void keep(UUID attempt, Map<String, String> sent) {
        Map<String, String> answers = SentAnswers.of(sent);
        if (!answers.isEmpty()) {
            runs.answer(attempt, answers);
        }
    }

    /** @param attempt null before the call @return null where the campaign has no script with steps */
    Shown of(Campaign campaign, Entry entry, Attempt attempt, String agent) {
        Optional<ScriptRun> run = attempt == null ? Optional.empty() : runs.of(attempt.id());
        if (run.isPresent()) {
            return shown(run.get(), entry, agent);
        }
        return attempt != null
                ? null
                : scripts.ofCampaign(campaign.id())
                        .map(script -> shown(
                                null, script.name(), script.content().steps().get(0), Map.of(), true, entry, agent))
                        .orElse(null);
    }

    Shown shown(ScriptRun run, Entry entry, String agent) {
        return shown(
                run.attempt(),
                run.script().name(),
                run.step(),
                run.answers(),
                run.path().size() == 1,
                entry,
                agent);
    }

    private Shown shown(
            UUID attempt,
            String name,
            Step step,
            Map<String, String> answers,
            boolean first,
            Entry entry,
            String agent) {
        var keys = KEYS.iterator();
        List<Asked> asked = step.questions().stream()
                .map(question -> new Asked(
                        question,
                        question.options().stream()
                                .map(option -> new Choosable(
                                        option,
                                        keys.hasNext() ? keys.next() : null,
                                        option.answer().equals(answers.get(question.key()))))
                                .toList(),
                        answers.get(question.key())))
                .toList();
        return new Shown(
                attempt,
                name,
                step.title(),
                FilledText.of(step.text(), entry, agent),
                asked,
                first,
                results.find(step.result()).orElse(null));
    }
}
