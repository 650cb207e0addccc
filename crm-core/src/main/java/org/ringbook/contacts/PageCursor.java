package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.ringbook.refusals.Refused;

/** The place in a list by name where the next page begins. */
record PageCursor(String nameKey, UUID id) {

    private static final int ID_LENGTH = 36;
    private static final int LONGEST = 4_000;

    /** @param text null or empty for the first page */
    static PageCursor read(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException();
            }
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (plain.indexOf('\0') >= 0 || plain.length() < ID_LENGTH) {
                throw new IllegalArgumentException();
            }
            return new PageCursor(plain.substring(ID_LENGTH), UUID.fromString(plain.substring(0, ID_LENGTH)));
        } catch (IllegalArgumentException notOurs) {
            throw Refused.because("after", "contacts.cursor");
        }
    }

    String print() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + nameKey).getBytes(StandardCharsets.UTF_8));
    }
}
