package org.ringbook.campaigns;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.dialrules.OwnLines;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which number a campaign shows where the server dials, and who answers for that it does. Any thread; every method waits for the database. */
@Component
public class CampaignDialling {

    private final CampaignRows campaigns;
    private final EntryRows entries;
    private final DialSettingsRows rows;
    private final OwnLines lines;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    CampaignDialling(
            JdbcClient jdbc,
            OwnLines lines,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.campaigns = new CampaignRows(jdbc);
        this.entries = new EntryRows(jdbc);
        this.rows = new DialSettingsRows(jdbc);
        this.lines = lines;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    public DialSettings of(UUID campaign) {
        return rows.of(campaign);
    }

    /**
     * @param callerId one of the company's list; null for none
     * @param signed whether it is signed that the server may dial, where that is not usual; who signed stays, until another is asked for
     * @throws Refused if the number is not on the list, they are no supervisor, or it is not signed yet and they may not sign
     */
    public DialSettings save(UUID campaignId, PhoneNumber callerId, boolean signed, StaffMember by) {
        Campaigns.requireSupervisor(by);
        if (callerId != null
                && lines.all().stream().noneMatch(line -> line.number().equals(callerId))) {
            throw Refused.because("callerId", "campaigns.caller-id.unknown", callerId.toString());
        }
        DialSettings saved = transaction.execute(status -> {
            Campaign campaign =
                    campaigns.toChange(campaignId).orElseThrow(() -> Refused.because("id", "campaigns.unknown"));
            DialSettings was = rows.of(campaignId);
            boolean isFresh = signed && !was.isSigned();
            if (isFresh && !maySign(campaign, by)) {
                throw Refused.because("signed", "campaigns.signature.not-yours");
            }
            var now = new DialSettings(
                    callerId,
                    signed ? isFresh ? by.id() : was.signedBy() : null,
                    signed ? isFresh ? Instant.now() : was.signedAt() : null);
            rows.save(campaignId, now);
            if (!Objects.equals(was, now)) {
                // Who waited for a number or a signature is asked for again at once.
                entries.askAgain(campaignId);
                events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "dialling")
                        .on(campaignId, campaign.name())
                        .with("callerId", was.callerId(), now.callerId())
                        .with("signed", was.isSigned(), now.isSigned()));
            }
            return now;
        });
        events.publishEvent(new CampaignChanged(campaignId));
        return saved;
    }

    /** Who signs answers for it: whose campaign it is, or whoever runs the company's Ringbook. */
    private static boolean maySign(Campaign campaign, StaffMember by) {
        return by.role() == Role.ADMINISTRATOR || by.id().equals(campaign.ownerId());
    }
}
