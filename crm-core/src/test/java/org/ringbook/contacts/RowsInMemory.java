package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.springframework.dao.RecoverableDataAccessException;

/** A database of callers that is fast, and fails when told to. */
final class RowsInMemory extends CallerRows {

    final Map<Long, List<NumberOwner>> owners = new ConcurrentSkipListMap<>();
    final Map<UUID, String> companies = new ConcurrentHashMap<>();
    volatile boolean down;
    /** Which one it is. */
    volatile String database = "this one";
    /** False where the file has to do. */
    volatile boolean readsAll = true;
    /** Done after a load has read everything and before it hands it on: what it has read is old then. */
    volatile Runnable whileLoading = () -> {};

    RowsInMemory() {
        super(null);
    }

    /** What changed since the last file, as the triggers of the real one note it. */
    private final Set<Long> changes = ConcurrentHashMap.newKeySet();

    private final Set<UUID> companyChanges = ConcurrentHashMap.newKeySet();
    private volatile String token = "at first";

    void put(long number, NumberOwner... some) {
        owners.put(number, List.of(some));
        changes.add(number);
    }

    void call(UUID company, String name) {
        companies.put(company, name);
        companyChanges.add(company);
    }

    static NumberOwner person(String name) {
        return person(name, null);
    }

    static NumberOwner person(String name, UUID companyId) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new NumberOwner(id, name, null, companyId, null, null);
    }

    @Override
    CallerStamp all(OwnerReader reader) {
        failWhenDown();
        assertThat(readsAll).as("all may be read").isTrue();
        changes.clear();
        companyChanges.clear();
        var asRead = new ConcurrentSkipListMap<Long, List<NumberOwner>>();
        owners.forEach((number, some) ->
                asRead.put(number, some.stream().map(this::withCompany).toList()));
        whileLoading.run();
        asRead.forEach((number, some) -> some.forEach(owner -> reader.read(number, owner)));
        return now();
    }

    @Override
    CallerStamp now() {
        failWhenDown();
        return new CallerStamp(database, token, "now");
    }

    @Override
    void since(CallerStamp stamp, Consumer<Long> numbers, Consumer<UUID> changedCompanies) {
        failWhenDown();
        changes.forEach(numbers);
        companyChanges.forEach(changedCompanies);
    }

    @Override
    void filed(CallerStamp stamp) {
        token = stamp.token();
    }

    /** Whether the next start will find a file. */
    boolean isFiled() {
        return !token.equals("at first");
    }

    @Override
    CompanyName company(UUID id) {
        failWhenDown();
        return new CompanyName(companies.get(id), null);
    }

    @Override
    void of(long[] numbers, OwnerReader reader) {
        failWhenDown();
        for (long number : numbers) {
            for (NumberOwner owner : new ArrayList<>(owners.getOrDefault(number, List.of()))) {
                reader.read(number, withCompany(owner));
            }
        }
    }

    private NumberOwner withCompany(NumberOwner owner) {
        return owner.companyId() == null ? owner : owner.at(new CompanyName(companies.get(owner.companyId()), null));
    }

    private void failWhenDown() {
        if (down) {
            throw new RecoverableDataAccessException("the database is down");
        }
    }
}
