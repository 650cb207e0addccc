package org.ringbook.fields;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A field of the company's own.
 *
 * @param id null for one that is not saved yet
 * @param key by which programs know it; never changes. Null for a new one to have it made of the name
 * @param kind never changes
 * @param nameEn for those who read English; null for the same
 * @param place in its list, from 1
 * @param required whether a form asks for it; what was saved before stays as it is
 * @param listed whether lists have a column of it
 * @param active false when it is archived: it is shown no more, and what stands in it is kept
 * @param choices of {@link FieldKind#CHOICE} and {@link FieldKind#CHOICES}; else empty
 * @param version counts changes; whoever changes says which they saw, 0 for any
 */
public record Field(
        UUID id,
        FieldSubject subject,
        String key,
        FieldKind kind,
        String name,
        String nameEn,
        int place,
        boolean required,
        boolean listed,
        boolean active,
        List<Choice> choices,
        int version) {

    public Field {
        choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /**
     * @param key by which it is kept; null for a new one
     * @param active false when it is not offered any more
     */
    public record Choice(String key, String name, String nameEn, boolean active) {

        public String name(Locale reader) {
            return nameEn != null && !"ru".equals(reader.getLanguage()) ? nameEn : name;
        }
    }

    public String name(Locale reader) {
        return nameEn != null && !"ru".equals(reader.getLanguage()) ? nameEn : name;
    }

    /** Whether a value may stand here as far as its choices go. */
    boolean offers(Object value) {
        return !kind.hasChoices()
                || (value instanceof Collection<?> several ? several : List.of(value))
                        .stream().allMatch(one -> choice(one.toString()).isPresent());
    }

    public Optional<Choice> choice(String choiceKey) {
        return choices.stream().filter(one -> one.key().equals(choiceKey)).findFirst();
    }
}
