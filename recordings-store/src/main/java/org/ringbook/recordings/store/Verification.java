package org.ringbook.recordings.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Holds the store against its ledger, byte by byte, and the ledger against itself. Takes as long as reading all sound. */
@Component
public class Verification {

    /** File systems keep times no finer than this. */
    private static final Duration SAME_TIME = Duration.ofSeconds(3);

    private final AudioStore store;

    Verification(AudioStore store) {
        this.store = store;
    }

    /** How many entries the ledger has. */
    public long entries() {
        return store.ledger.count();
    }

    public enum Trouble {
        /** The file is not there. */
        MISSING,
        /** What is in it is not what was kept. */
        CHANGED,
        /** A file that nobody kept. */
        SURPLUS,
        /** The file bears another date than the entry. */
        OTHER_DATE,
        /** An entry was changed, left out or put in between. */
        CHAIN_BROKEN,
        /** A later entry bears an earlier time. */
        BACK_DATED
    }

    /** @param what number of the entry, or name of the file */
    public record Finding(Trouble trouble, String what) {}

    /**
     * @param entries of the ledger
     * @param files that are kept
     * @param seal of the last entry: written down elsewhere, it proves later that nothing was taken from the end
     */
    public record Result(long entries, long files, long bytes, String seal, long findings) {}

    /**
     * @param findings told as they are found
     * @param progress told how many of the files are done, now and then
     */
    public Result run(Consumer<Finding> findings, Consumer<Long> progress) throws IOException {
        var counted = new Counted(findings);
        Map<String, Ledger.Entry> kept = chain(counted);
        long bytes = 0;
        long done = 0;
        for (Ledger.Entry entry : kept.values()) {
            check(entry, counted);
            bytes += entry.bytes();
            progress.accept(++done);
        }
        Set<String> known = new HashSet<>();
        kept.values().forEach(entry -> known.add(store.backend.where(entry.name())));
        store.backend.all(path -> {
            if (!known.contains(path)) {
                counted.accept(new Finding(Trouble.SURPLUS, path));
            }
        });
        return new Result(counted.entries, kept.size(), bytes, counted.seal, counted.findings);
    }

    private static final class Counted implements Consumer<Finding> {
        private final Consumer<Finding> told;
        private long findings;
        private long entries;
        private String seal = Ledger.FIRST;
        private Instant last = Instant.MIN;

        Counted(Consumer<Finding> told) {
            this.told = told;
        }

        @Override
        public void accept(Finding finding) {
            findings++;
            told.accept(finding);
        }
    }

    /** What must be there, by digest. */
    private Map<String, Ledger.Entry> chain(Counted counted) {
        var kept = new LinkedHashMap<String, Ledger.Entry>();
        store.ledger.all(entry -> {
            counted.entries++;
            String number = Long.toString(entry.number());
            boolean fits = entry.number() == counted.entries && entry.seal().equals(entry.sealAfter(counted.seal));
            if (!fits) {
                counted.accept(new Finding(Trouble.CHAIN_BROKEN, number));
                counted.entries = entry.number();
            }
            if (entry.at().isBefore(counted.last)) {
                counted.accept(new Finding(Trouble.BACK_DATED, number));
            }
            counted.seal = entry.seal();
            counted.last = entry.at();
            if (entry.keeps()) {
                kept.put(entry.sha256(), entry);
            } else {
                kept.remove(entry.sha256());
            }
        });
        return new HashMap<>(kept);
    }

    private void check(Ledger.Entry entry, Consumer<Finding> findings) throws IOException {
        if (store.backend.size(entry.name()).isEmpty()) {
            findings.accept(new Finding(Trouble.MISSING, entry.name()));
            return;
        }
        try {
            StoredAudio audio = store.open(entry.sha256()).orElseThrow(() -> new IOException("not to be opened"));
            if (!AudioStore.digest(audio.read(0, audio.length())).equals(entry.sha256())) {
                findings.accept(new Finding(Trouble.CHANGED, entry.name()));
            }
        } catch (StorageBackend.Unreachable unknown) {
            throw unknown;
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable.getCause() instanceof StorageBackend.Unreachable unknown) {
                throw unknown;
            }
            findings.accept(new Finding(Trouble.CHANGED, entry.name()));
        }
        Instant dated = store.backend.dated(entry.name()).orElse(entry.at());
        if (Duration.between(entry.at(), dated).abs().compareTo(SAME_TIME) > 0) {
            findings.accept(new Finding(Trouble.OTHER_DATE, entry.name()));
        }
    }
}
