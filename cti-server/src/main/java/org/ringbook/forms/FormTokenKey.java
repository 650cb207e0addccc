package org.ringbook.forms;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key that tokens are signed with: made once, the same after a restart. Any thread. */
@Component
class FormTokenKey {

    private final JdbcClient jdbc;
    private volatile byte[] known;

    FormTokenKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    byte[] get() {
        if (known == null) {
            byte[] fresh = new byte[FormToken.KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            jdbc.sql("insert into form_token_key (id, key) values (1, ?) on conflict do nothing")
                    .param(fresh)
                    .update();
            known = jdbc.sql("select key from form_token_key where id = 1")
                    .query((row, n) -> row.getBytes(1))
                    .single();
        }
        return known.clone();
    }
}
