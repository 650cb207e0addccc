package org.ringbook.orders;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.ringbook.refusals.Refused;

/** Where a page goes on: after the row with this key and, of those with the same one, this id. */
record OrderCursor(String key, UUID id) {

    private static final int ID = 36;

    String print() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refused if it is none of ours */
    static OrderCursor read(String text) {
        try {
            String both = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (both.length() > ID && both.indexOf('\0') < 0) {
                return new OrderCursor(both.substring(ID), UUID.fromString(both.substring(0, ID)));
            }
        } catch (IllegalArgumentException notOurs) {
            // The words below say so.
        }
        throw unknown();
    }

    static Refused unknown() {
        return Refused.because("after", "orders.cursor");
    }
}
