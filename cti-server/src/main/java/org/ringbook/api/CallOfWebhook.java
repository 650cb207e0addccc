package org.ringbook.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.log.CallLog;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Entry;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.webhooks.CallDocument;
import org.springframework.stereotype.Component;

/** A webhook tells of a call what {@code GET /api/calls/{id}} answers to an administrator. */
@Component
class CallOfWebhook implements CallDocument {

    private final CallLog log;
    private final CallsApi calls;
    private final AgentWork work;
    private final Campaigns campaigns;
    private final CampaignResults results;
    private final ScriptRuns scripts;

    CallOfWebhook(
            CallLog log,
            CallsApi calls,
            AgentWork work,
            Campaigns campaigns,
            CampaignResults results,
            ScriptRuns scripts) {
        this.log = log;
        this.calls = calls;
        this.work = work;
        this.campaigns = campaigns;
        this.results = results;
        this.scripts = scripts;
    }

    /**
     * @param externalId what the system calls the entry that it came from
     * @param effect what the result means for the list; null where nothing was chosen in time
     * @param callbackAt for when another call was promised in this one, also while it goes on; null where nothing is promised
     */
    record OfList(
            UUID campaignId,
            String campaign,
            UUID entryId,
            String externalId,
            UUID attemptId,
            UUID staffId,
            UUID dispositionId,
            CampaignResult.Effect effect,
            String reason,
            Entry.State entryState,
            Instant callbackAt,
            List<AttemptsApi.Answer> answers) {}

    @Override
    public Optional<Object> of(UUID call) {
        return log.find(call).map(calls::view);
    }

    @Override
    public Optional<Object> ofList(UUID call) {
        return work.attemptOfCall(call)
                .flatMap(attempt -> work.entry(attempt.entryId()).map(entry -> ofList(attempt, entry)));
    }

    private OfList ofList(Attempt attempt, Entry entry) {
        return new OfList(
                attempt.campaignId(),
                campaigns.find(attempt.campaignId()).map(Campaign::name).orElse(null),
                entry.id(),
                entry.externalId(),
                attempt.id(),
                attempt.staffId(),
                attempt.dispositionId(),
                results.find(attempt.dispositionId())
                        .map(CampaignResult::effect)
                        .orElse(null),
                attempt.reason(),
                entry.state(),
                work.promisedIn(attempt.id()).orElse(null),
                scripts.of(attempt.id())
                        .map(run -> AttemptsApi.Answers.of(run).answers())
                        .orElse(List.of()));
    }
}
