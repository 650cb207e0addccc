package org.ringbook.dialrules;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/**
 * What call lists know of earlier calls and the log does not: to which campaign each belonged, which were refused or dropped, and
 * attempts that are not in the log yet. Call lists offer it as a bean; without one, the log alone counts.
 */
public interface CampaignAttempts {

    /**
     * Attempts to these numbers or of this party. One that has a call of the log names it: then the log's row is not counted beside it.
     *
     * @param numbers all numbers of the person
     * @param party null when nobody is known
     * @param campaign of which all are wanted, however old; null for none
     * @param since of the others, only from then on
     */
    List<PastCall> of(Collection<PhoneNumber> numbers, UUID party, UUID campaign, Instant since);

    /** Whether somebody is in a campaign of the purpose {@link Purpose#DEBT} that goes on: then calls by hand keep to its fixed limits. */
    boolean inDebtCampaign(PhoneNumber number, UUID party);

    /** How many attempts of the purpose the company made since then. */
    int attemptsSince(Purpose purpose, Instant since);
}
