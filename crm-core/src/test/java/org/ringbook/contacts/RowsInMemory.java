package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import org.springframework.dao.RecoverableDataAccessException;

/** A database of callers that is fast, and fails when told to. */
final class RowsInMemory extends CallerRows {

    final Map<Long, List<NumberOwner>> owners = new ConcurrentSkipListMap<>();
    final Map<UUID, String> companies = new ConcurrentHashMap<>();
    volatile boolean down;
    /** Done after a load has read everything and before it hands it on: what it has read is old then. */
    volatile Runnable whileLoading = () -> {};

    RowsInMemory() {
        super(null);
    }

    void put(long number, NumberOwner... some) {
        owners.put(number, List.of(some));
    }

    static NumberOwner person(String name) {
        return person(name, null);
    }

    static NumberOwner person(String name, UUID companyId) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new NumberOwner(id, name.getBytes(StandardCharsets.UTF_8), null, companyId);
    }

    @Override
    void all(CompanyReader readCompany, BiConsumer<Long, NumberOwner> readOwner) {
        failWhenDown();
        companies.forEach((id, name) -> readCompany.read(id, name, null));
        Map<Long, List<NumberOwner>> asRead = new ConcurrentSkipListMap<>(owners);
        whileLoading.run();
        asRead.forEach((number, some) -> some.forEach(owner -> readOwner.accept(number, owner)));
    }

    @Override
    void company(UUID id, CompanyReader readCompany) {
        failWhenDown();
        readCompany.read(id, companies.get(id), null);
    }

    @Override
    void of(long[] numbers, CompanyReader readCompany, BiConsumer<Long, NumberOwner> readOwner) {
        failWhenDown();
        for (long number : numbers) {
            for (NumberOwner owner : new ArrayList<>(owners.getOrDefault(number, List.of()))) {
                if (owner.companyId() != null) {
                    readCompany.read(owner.companyId(), companies.get(owner.companyId()), null);
                }
                readOwner.accept(number, owner);
            }
        }
    }

    private void failWhenDown() {
        if (down) {
            throw new RecoverableDataAccessException("the database is down");
        }
    }
}
