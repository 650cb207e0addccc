package org.ringbook.contacts;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * Numbers and whom they mean: those that were changed lately, in memory, before those of a {@link CallerFile}. Any thread reads
 * without a lock while one at a time changes.
 */
final class KnownCallers {

    /** In place of owners: too many changed to keep them all, ask the database. */
    private static final List<NumberOwner> ASK =
            List.copyOf(List.of(new NumberOwner(null, null, null, null, null, null)));

    /** So many changed numbers are kept with their owners, about 300 bytes each. */
    private static final int KEPT = 100_000;

    private static final Comparator<Caller> ORDER = Comparator.comparing((Caller caller) -> caller.contactId() == null)
            .thenComparing(Caller::name)
            .thenComparing(caller -> caller.contactId() == null ? caller.companyId() : caller.contactId());

    /** Null until one is there. */
    private final CallerFile file;

    private final Map<Long, List<NumberOwner>> changed = new ConcurrentHashMap<>();
    private final Map<UUID, CompanyName> companies = new ConcurrentHashMap<>();
    private volatile long size;

    KnownCallers(CallerFile file) {
        this.file = file;
        this.size = file == null ? 0 : file.numbers();
    }

    /**
     * @param database asked where it alone knows
     * @throws CallerFile.Broken when the file cannot be read
     */
    List<Caller> whoIs(long number, LongFunction<List<NumberOwner>> database) {
        List<NumberOwner> owners = changed.get(number);
        if (owners == null && file != null) {
            owners = file.owners(number);
        }
        return callers(owners == null || owners == ASK ? database.apply(number) : owners);
    }

    private List<Caller> callers(List<NumberOwner> owners) {
        return switch (owners.size()) {
            case 0 -> List.of();
            case 1 -> List.of(ofToday(owners.get(0)).caller());
            default ->
                owners.stream()
                        .map(this::ofToday)
                        .map(NumberOwner::caller)
                        .sorted(ORDER)
                        .toList();
        };
    }

    private NumberOwner ofToday(NumberOwner owner) {
        CompanyName company = owner.companyId() == null ? null : companies.get(owner.companyId());
        return company == null ? owner : owner.at(company);
    }

    /** These and no others. */
    void set(long number, List<NumberOwner> owners) {
        boolean wasKnown = isKnown(number);
        changed.put(number, changed.size() < KEPT || owners.isEmpty() ? owners : ASK);
        size = size + (owners.isEmpty() ? 0 : 1) - (wasKnown ? 1 : 0);
    }

    private boolean isKnown(long number) {
        List<NumberOwner> owners = changed.get(number);
        if (owners == null && file != null) {
            owners = file.owners(number);
        }
        return owners != null && !owners.isEmpty();
    }

    void set(UUID company, CompanyName name) {
        companies.put(company, name);
    }

    /** How many different numbers are known. */
    long size() {
        return size;
    }

    /** How many are not as in the file. */
    int changes() {
        return changed.size() + companies.size();
    }

    CallerFile file() {
        return file;
    }

    /** Memory taken, in bytes, about. */
    long bytes() {
        return 300L * Math.min(KEPT, changes())
                + 80L * Math.max(0, changes() - KEPT)
                + (file == null ? 0 : file.memory());
    }
}
