package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which each recording that is being fetched has a folder of its own. Links are never followed. */
final class Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Path folder;

    Incoming(Path folder) {
        this.folder = folder;
    }

    Path of(UUID id) {
        return folder.resolve(id.toString());
    }

    void clear(UUID id) {
        try (Stream<Path> inside = Files.exists(of(id)) ? Files.walk(of(id)) : Stream.of()) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            LOG.debug("What was fetched of {} stays", id, stays);
        }
    }

    /** What a killed server left of recordings that nobody fetches any more. Anything else there is not ours. */
    void clearLeftovers(FetchTable table) {
        var left = new HashMap<UUID, Path>();
        try (Stream<Path> inside = Files.exists(folder) ? Files.list(folder) : Stream.of()) {
            inside.filter(each -> each.getFileName().toString().matches(ID))
                    .forEach(each -> left.put(UUID.fromString(each.getFileName().toString()), each));
        } catch (IOException unreadable) {
            LOG.debug("What lies in incoming cannot be read", unreadable);
        }
        left.keySet().removeAll(table.waiting(left.keySet()));
        left.keySet().forEach(this::clear);
    }
}
