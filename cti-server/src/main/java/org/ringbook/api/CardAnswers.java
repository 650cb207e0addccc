package org.ringbook.api;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.contacts.Contacts;
import org.ringbook.fields.FieldSubject;
import org.springframework.http.ResponseEntity;

/**
 * What people and companies have in common in the API: a card and its own fields are written as one or not at all, and the answer has its
 * version as ETag.
 *
 * @param address of its kind, with a slash at the end
 * @param existing by id, or a 404
 */
record CardAnswers<T>(
        Contacts contacts,
        OwnFieldsOfRows own,
        FieldSubject subject,
        String address,
        Function<T, UUID> id,
        Function<T, Integer> version,
        Function<UUID, T> existing) {

    /** One that was asked for, wherever it stands by now. */
    ResponseEntity<With<T>> found(T card) {
        return ResponseEntity.ok()
                .eTag(SeenVersion.tag(version.apply(card)))
                .header("Content-Location", address + id.apply(card))
                .body(own.with(subject, card, id));
    }

    ResponseEntity<With<T>> added(Map<String, Object> sentFields, Supplier<T> save) {
        T now = written(null, sentFields, save);
        return ResponseEntity.created(URI.create(address + id.apply(now)))
                .eTag(SeenVersion.tag(version.apply(now)))
                .body(own.with(subject, now, id));
    }

    ResponseEntity<With<T>> changed(UUID known, Map<String, Object> sentFields, Supplier<T> save) {
        T now = written(known, sentFields, save);
        return ResponseEntity.ok().eTag(SeenVersion.tag(version.apply(now))).body(own.with(subject, now, id));
    }

    private T written(UUID known, Map<String, Object> sentFields, Supplier<T> save) {
        Map<String, Object> fields = own.read(subject, known, sentFields);
        return contacts.together(() -> {
            UUID saved = id.apply(save.get());
            own.write(subject, saved, fields);
            return existing.apply(saved);
        });
    }
}
