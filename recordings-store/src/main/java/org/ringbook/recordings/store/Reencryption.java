package org.ringbook.recordings.store;

import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Brings encrypted audio of the earlier format into the published one, file by file. Ended at any moment, it goes on where it was when it
 * is run again. Takes as long as reading and writing all of it.
 */
@Component
public class Reencryption {

    private final AudioStore store;

    Reencryption(AudioStore store) {
        this.store = store;
    }

    /** How many sounds are kept. */
    public long kept() {
        return store.ledger.kept().size();
    }

    /**
     * @param kept all that is kept, encrypted or not
     * @param earlier of them, those in the earlier format
     * @param bytes of audio in these
     * @param failed of these, those that were changed, cut off or encrypted with another key: they stay as they are
     */
    public record Result(long kept, long earlier, long bytes, long failed) {

        Result and(Ledger.Entry one, boolean well) {
            return new Result(kept, earlier + 1, bytes + one.bytes(), failed + (well ? 0 : 1));
        }
    }

    /**
     * @param write false to look only
     * @param failed told the names of the files that could not be brought over
     * @param progress told how many were looked at, of how many
     * @throws StoreFull when the disk has no room for one more file
     * @throws IOException when the storage does not answer
     */
    public Result run(boolean write, Consumer<String> failed, BiConsumer<Long, Long> progress) throws IOException {
        var all = store.ledger.kept();
        var result = new Result(all.size(), 0, 0, 0);
        long done = 0;
        for (Ledger.Entry entry : all) {
            if (store.isInEarlierFormat(entry)) {
                boolean well = !write || isBroughtOver(entry);
                result = result.and(entry, well);
                if (!well) {
                    failed.accept(entry.name());
                }
            }
            progress.accept(++done, (long) all.size());
        }
        return result;
    }

    private boolean isBroughtOver(Ledger.Entry entry) throws IOException {
        try {
            store.reencrypt(entry);
            return true;
        } catch (StoreFull | StorageBackend.Unreachable ended) {
            throw ended;
        } catch (IOException changed) {
            return false;
        }
    }
}
