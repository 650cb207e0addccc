package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.duplicates.Merge;
import org.ringbook.contacts.duplicates.Merges;
import org.springframework.beans.factory.annotation.Autowired;

/** A merge moves whatever points at a person or company, by its foreign key or the name party_id: another column would be left behind. */
class NothingIsLeftBehindByAMergeTest extends Server {

    /** What was is told of those who were: logs of a merge, and of changes that a start reads once more. */
    private static final Set<String> OF_THE_PAST =
            Set.of("party_merge.master_id", "party_merge_row.old_party", "caller_change.company_id");

    @Autowired
    private Merges merges;

    private UUID event(UUID... parties) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into event (id, kind, at) values (?, 'note', now())")
                .param(id)
                .update();
        for (UUID party : parties) {
            jdbc.sql("insert into event_party (event_id, party_id, at) values (?, ?, now())")
                    .params(id, party)
                    .update();
        }
        return id;
    }

    private List<UUID> eventsOf(UUID party) {
        return jdbc.sql("select event_id from event_party where party_id = ?")
                .param(party)
                .query(UUID.class)
                .list();
    }

    @Test
    void everyColumnThatNamesAPersonOrCompanyIsFound() {
        List<String> named = jdbc.sql("""
                        select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                            and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
                            and (a.attname ~ '(^|_)(contact|company|client)_id$' or a.attname in ('party', 'master_id', 'old_party'))
                            and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
                                and a.attnum = any(f.conkey)
                                and f.confrelid in ('party'::regclass, 'contact'::regclass, 'company'::regclass))""").query(String.class).list();
        assertThat(new TreeSet<>(named))
                .as(
                        "call the column party_id, or give it a foreign key to party, contact or company, and a merge moves it")
                .isSubsetOf(OF_THE_PAST);
    }

    @Test
    void anEventOfBothStandsOnceAndGoesBack() {
        Contact maria = contacts.save(Cast.maria(null));
        Contact again = contacts.save(Cast.person("Маша", null, Cast.UNKNOWN));
        UUID both = event(maria.id(), again.id());
        UUID theirs = event(again.id());
        Merge merge = merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
        assertThat(eventsOf(maria.id())).containsExactlyInAnyOrder(both, theirs);
        merges.undo(merge.id(), null);
        assertThat(eventsOf(maria.id())).containsExactly(both);
        assertThat(eventsOf(again.id())).containsExactlyInAnyOrder(both, theirs);
    }

    @Test
    void whoeverStandsInACallListAndOnTheDoNotCallListStandsThereAsTheOtherAndGoesBack() {
        Contact maria = contacts.save(Cast.maria(null));
        Contact again = contacts.save(Cast.person("Маша", null, Cast.UNKNOWN));
        UUID campaign = UUID.randomUUID();
        jdbc.sql("insert into campaign (id, name, purpose) values (?, 'Весна', 'service')")
                .param(campaign)
                .update();
        jdbc.sql(
                        "insert into campaign_entry (id, campaign_id, key, party_id, name, next_at) values (?, ?, ?, ?, 'Маша', now())")
                .params(UUID.randomUUID(), campaign, "p:" + again.id(), again.id())
                .update();
        jdbc.sql("insert into do_not_call (id, party_id, since) values (?, ?, now())")
                .params(UUID.randomUUID(), again.id())
                .update();
        Merge merge = merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
        assertThat(standingIn(maria.id())).isEqualTo(2);
        merges.undo(merge.id(), null);
        assertThat(standingIn(maria.id())).isZero();
        assertThat(standingIn(again.id())).isEqualTo(2);
    }

    private int standingIn(UUID party) {
        return jdbc.sql("select (select count(*) from campaign_entry where party_id = :id)"
                        + " + (select count(*) from do_not_call where party_id = :id)")
                .param("id", party)
                .query(Integer.class)
                .single();
    }

    /** By its primary key an undo finds a row again. */
    @Test
    void everyTableThatAMergeMovesHasAPrimaryKey() {
        List<String> without = jdbc.sql("""
                        select c.conrelid::regclass::text from pg_constraint c where c.contype = 'f'
                            and c.confrelid in ('party'::regclass, 'contact'::regclass, 'company'::regclass)
                            and c.conrelid <> 'contact_number'::regclass
                            and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indisprimary)""").query(String.class).list();
        assertThat(without).isEmpty();
    }
}
