package org.ringbook.events;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose a number was that is several people's, as a person said: of one call, or for good. Any thread. {@link #among} asks memory
 * alone, since a card waits for it; the others wait for the database.
 */
@Component
public class CallerChoices implements SmartLifecycle {

    private final JdbcClient jdbc;
    private final CallerDirectory directory;
    private final TransactionTemplate transaction;
    private final Map<UUID, UUID> ofCalls = new ConcurrentHashMap<>();
    private final Map<Long, UUID> ofNumbers = new ConcurrentHashMap<>();
    private volatile boolean running;

    CallerChoices(JdbcClient jdbc, CallerDirectory directory, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Of those whom the number may mean, the one that was chosen; all of them when nobody chose. */
    public List<Caller> among(UUID call, PhoneNumber number, List<Caller> candidates) {
        if (candidates.size() < 2) {
            return candidates;
        }
        UUID chosen = call == null ? null : ofCalls.get(call);
        UUID party = chosen == null ? ofNumbers.get(number.e164()) : chosen;
        List<Caller> one = candidates.stream()
                .filter(caller -> partyOf(caller).equals(party))
                .toList();
        return one.isEmpty() ? candidates : one;
    }

    /** Whether a person chose who it was in that call. Asks memory alone. */
    public boolean isChosen(UUID call, PhoneNumber number) {
        return ofCalls.containsKey(call) || number != null && ofNumbers.containsKey(number.e164());
    }

    static UUID partyOf(Caller caller) {
        return caller.contactId() == null ? caller.companyId() : caller.contactId();
    }

    /**
     * @param party one of those who have the number
     * @param forGood whether the number means them from now on, in this and in later calls
     * @throws Refused if the call has no number, or it is not theirs
     */
    public void choose(Call call, UUID party, boolean forGood, UUID by) {
        boolean theirs = call.external() != null
                && directory.whoIs(call.external()).stream()
                        .anyMatch(caller -> partyOf(caller).equals(party));
        if (!theirs) {
            throw Refused.because("partyId", "events.caller.unknown");
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql(
                            "insert into call_party (call_id, party_id, chosen_by) values (?, ?, ?) on conflict (call_id)"
                                    + " do update set party_id = excluded.party_id, chosen_by = excluded.chosen_by, chosen_at = now()")
                    .params(call.id(), party, by)
                    .update();
            if (forGood) {
                jdbc.sql("insert into number_party (number, party_id, chosen_by) values (?, ?, ?) on conflict (number)"
                                + " do update set party_id = excluded.party_id, chosen_by = excluded.chosen_by,"
                                + " chosen_at = now()")
                        .params(call.external().e164(), party, by)
                        .update();
            }
            notesAre(call.id(), party);
        });
        ofCalls.put(call.id(), party);
        if (forGood) {
            ofNumbers.put(call.external().e164(), party);
        }
    }

    /** Takes back what was chosen of the call and of its number: it is several people's again. */
    public void forget(Call call) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from call_party where call_id = ?")
                    .param(call.id())
                    .update();
            if (call.external() != null) {
                jdbc.sql("delete from number_party where number = ?")
                        .param(call.external().e164())
                        .update();
            }
            notesAre(call.id(), null);
        });
        ofCalls.remove(call.id());
        if (call.external() != null) {
            ofNumbers.remove(call.external().e164());
        }
    }

    /** What was written of the call stands in the timeline of who called. */
    private void notesAre(UUID call, UUID party) {
        jdbc.sql("delete from event_party where event_id in (select id from event where call_id = ? and kind = 'note')")
                .param(call)
                .update();
        if (party != null) {
            jdbc.sql("insert into event_party (event_id, party_id, at) select id, ?, at from event"
                            + " where call_id = ? and kind = 'note' on conflict do nothing")
                    .params(party, call)
                    .update();
        }
    }

    /** Of these calls, those of which somebody chose who it was. */
    Map<UUID, UUID> ofCalls(Collection<UUID> calls) {
        var chosen = new HashMap<UUID, UUID>();
        if (!calls.isEmpty()) {
            jdbc.sql("select call_id, party_id from call_party where call_id = any(?)")
                    .param(calls.toArray(UUID[]::new))
                    .query(row -> {
                        chosen.put(row.getObject("call_id", UUID.class), row.getObject("party_id", UUID.class));
                    });
        }
        return chosen;
    }

    /** The call turned out to be part of another one. In the transaction in which a follower of calls takes it. */
    void merged(UUID call, UUID into) {
        jdbc.sql("insert into call_party (call_id, party_id, chosen_by, chosen_at)"
                        + " select ?, party_id, chosen_by, chosen_at from call_party where call_id = ?"
                        + " on conflict do nothing")
                .params(into, call)
                .update();
        jdbc.sql("delete from call_party where call_id = ?").param(call).update();
        UUID party = ofCalls.remove(call);
        if (party != null) {
            ofCalls.putIfAbsent(into, party);
        }
    }

    @Override
    public void start() {
        jdbc.sql("select call_id, party_id from call_party where chosen_at > now() - interval '2 days'")
                .query(row -> {
                    ofCalls.put(row.getObject("call_id", UUID.class), row.getObject("party_id", UUID.class));
                });
        jdbc.sql("select number, party_id from number_party").query(row -> {
            ofNumbers.put(row.getLong("number"), row.getObject("party_id", UUID.class));
        });
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anybody calls. */
    @Override
    public int getPhase() {
        return 0;
    }
}
