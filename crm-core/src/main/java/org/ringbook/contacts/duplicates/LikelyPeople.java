package org.ringbook.contacts.duplicates;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.LikelySame;
import org.springframework.stereotype.Component;

/** The rules of {@link Duplicates}, for files. A row that shares no number and no address with anybody is likely nobody, and is not asked for. */
@Component
class LikelyPeople implements LikelySame {

    private final Duplicates duplicates;

    LikelyPeople(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public List<Optional<Likely>> of(List<Contact> people) {
        List<Boolean> asked = duplicates.shareSomething(people);
        return IntStream.range(0, people.size())
                .mapToObj(i -> asked.get(i) ? likely(people.get(i)) : Optional.<Likely>empty())
                .toList();
    }

    private Optional<Likely> likely(Contact person) {
        return duplicates.of(person, null).stream()
                .filter(one -> one.person() && one.level() != Duplicate.Level.HINT)
                .findFirst()
                .map(one -> new Likely(one.id(), one.name(), one.level() == Duplicate.Level.STOP));
    }
}
