package org.ringbook.api;

import java.util.Optional;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Where a body stops to be what is expected, in words; never the class names that a parser speaks of. */
final class UnreadableBody {

    private UnreadableBody() {}

    /** Empty when there was no body. */
    static Optional<NotDone> read(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof NotDone why) {
                return Optional.of(why);
            }
            if (cause instanceof JacksonException why) {
                return Optional.of(words(why));
            }
        }
        return Optional.empty();
    }

    private static NotDone words(JacksonException why) {
        String field = field(why);
        if (why instanceof UnrecognizedPropertyException unknown) {
            return NotDone.wrong(
                    field, "The field \"" + Shown.text(unknown.getPropertyName()) + "\" is not known. Leave it out.");
        }
        if (why instanceof DatabindException && field != null) {
            return NotDone.wrong(field, "The value of \"" + Shown.text(field) + "\" does not fit.");
        }
        TokenStreamLocation place = why.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return NotDone.wrong(null, "The body is not the JSON that is expected" + where + ".");
    }

    private static String field(JacksonException why) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : why.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }
}
