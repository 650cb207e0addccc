package org.ringbook.bench;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A company that knows a million numbers, and in which everybody may sign in. Written straight into the tables. */
final class BigCompany {

    static final String PASSWORD = "bench-bench";

    private BigCompany() {}

    static void write(JdbcClient database) {
        write(database, Tape.NUMBERS);
    }

    /** @param numbers how many are known, each of a person, five of a company */
    static void write(JdbcClient database, int numbers) {
        // The cheapest hash: it is not the sign-in that is measured.
        people(database, Tape.FIRST_EXTENSION, Tape.EXTENSIONS, 4);
        numbers(database, numbers);
    }

    /**
     * People whose telephone and login are the same number.
     *
     * @param cost of the hash of their password; 10 is what people have
     */
    static void people(JdbcClient database, int first, int count, int cost) {
        String hash = new BCryptPasswordEncoder(cost).encode(PASSWORD);
        database.sql("""
                with made as (
                    insert into staff_member (id, name, login, login_key, role, language, active, password_hash)
                    select gen_random_uuid(), 'Сотрудник ' || i, i::text, i::text, 'AGENT', 'ru', true, :hash
                    from generate_series(:first, :last) i
                    returning id, login)
                insert into staff_telephone (member_id, telephone, place) select id, login, 0 from made
                """)
                .param("hash", hash)
                .param("first", first)
                .param("last", first + count - 1)
                .update();
    }

    private static void numbers(JdbcClient database, int numbers) {
        database.sql("""
                insert into company (id, name, name_key, words)
                select md5('company' || i)::uuid, 'Компания ' || i, 'компания ' || i, to_tsvector('simple', 'компания ' || i)
                from generate_series(0, :last) i
                """).param("last", (numbers - 1) / 5).update();
        database.sql("""
                insert into contact (id, name, name_key, company_id, words)
                select md5('contact' || i)::uuid, 'Мария Иванова ' || i, 'мария иванова ' || i,
                       md5('company' || i / 5)::uuid, to_tsvector('simple', 'мария иванова ' || i)
                from generate_series(0, :last) i
                """).param("last", numbers - 1).update();
        database.sql("""
                insert into contact_number (number, contact_id, place)
                select 79160000000 + i, md5('contact' || i)::uuid, 0 from generate_series(0, :last) i
                """).param("last", numbers - 1).update();
    }
}
