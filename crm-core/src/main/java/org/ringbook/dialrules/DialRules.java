package org.ringbook.dialrules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The gate with what is known of the numbers: the one way to ask whether a number may be dialled now. Any thread; waits for the database.
 * Ask at the moment of dialling, not when a card is opened.
 */
@Component
public class DialRules {

    private static final int AT_ONCE = 1_000;

    private final DialFactsReader reader;
    private final ObjectProvider<CampaignAttempts> attempts;

    DialRules(DialFactsReader reader, ObjectProvider<CampaignAttempts> attempts) {
        this.reader = reader;
        this.attempts = attempts;
    }

    public DialAnswer mayDial(DialQuestion question) {
        return mayDial(List.of(question)).get(0);
    }

    /** Many at once, as a dry run asks: the answers in the order of the questions. */
    public List<DialAnswer> mayDial(List<DialQuestion> questions) {
        var answers = new ArrayList<DialAnswer>(questions.size());
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            List<DialQuestion> some = questions.subList(from, Math.min(from + AT_ONCE, questions.size()));
            List<DialFacts> facts = reader.read(some);
            for (int i = 0; i < some.size(); i++) {
                answers.add(DialGate.mayDial(some.get(i), facts.get(i)));
            }
        }
        return answers;
    }

    /**
     * Whether a person of ours may dial it by hand: do-not-call refuses, and of who is in a campaign of debts its fixed limits; all else
     * is told.
     *
     * @param party null when nobody's is known
     */
    public DialAnswer byHand(PhoneNumber number, UUID party, Instant at) {
        CampaignAttempts known = attempts.getIfAvailable();
        boolean debt = known != null && known.inDebtCampaign(number, party);
        CampaignRules rules = debt ? CampaignRules.of(null, null, Purpose.DEBT) : CampaignRules.byHand();
        return mayDial(DialQuestion.of(number, party, rules, DialMode.HAND, at));
    }
}
