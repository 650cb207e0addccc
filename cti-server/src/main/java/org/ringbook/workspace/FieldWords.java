package org.ringbook.workspace;

import java.util.Optional;
import java.util.Set;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;

/** How the fields of the cards of one family are said in their history, where they are not said as those of all. Any thread. */
public interface FieldWords {

    /** No other family has them. */
    Set<Kind> kinds();

    /** Empty where it is said as everywhere. @param value what stood in the field, or became of it */
    Optional<String> text(FieldChange change, String value, Print print);

    /** The words for what programs call something; that itself where there are none. */
    static String word(String key, String value, Print print) {
        String known = print.sayIfKnown(key + value);
        return known == null ? value : known;
    }
}
