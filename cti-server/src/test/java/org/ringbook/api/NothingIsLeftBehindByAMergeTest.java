package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A merge moves whatever points at a person or company, by its foreign keys: a column without one would be left behind. */
class NothingIsLeftBehindByAMergeTest extends Server {

    /** What was is told of those who were: logs of an import, of a merge, of a decision, and addresses that lead on. */
    private static final Set<String> OF_THE_PAST = Set.of(
            "party_merge.master_id", "party_merge_row.old_party", "party_alias.party_id", "duplicate_kept.party_id");

    @Test
    void everyColumnThatNamesAPersonOrCompanyHasAForeignKey() {
        List<String> named = jdbc.sql("""
                        select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                            and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
                            and (a.attname ~ '(^|_)(contact|company|party|client)_id$' or a.attname in ('party', 'master_id', 'old_party'))
                            and not exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
                                and a.attnum = any(f.conkey)
                                and f.confrelid in ('party'::regclass, 'contact'::regclass, 'company'::regclass))""")
                .query(String.class)
                .list();
        assertThat(new TreeSet<>(named))
                .as("give the column a foreign key to party, contact or company, and a merge moves it")
                .isSubsetOf(OF_THE_PAST);
    }

    /** By its primary key an undo finds a row again. */
    @Test
    void everyTableThatAMergeMovesHasAPrimaryKey() {
        List<String> without = jdbc.sql("""
                        select c.conrelid::regclass::text from pg_constraint c where c.contype = 'f'
                            and c.confrelid in ('party'::regclass, 'contact'::regclass, 'company'::regclass)
                            and c.conrelid <> 'contact_number'::regclass
                            and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indisprimary)""")
                .query(String.class)
                .list();
        assertThat(without).isEmpty();
    }
}
