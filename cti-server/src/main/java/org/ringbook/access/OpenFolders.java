package org.ringbook.access;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ringbook.files.PrivateFolder;
import org.ringbook.notices.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Folders of ours that other users of this machine may look into: said in the log once, and in health as long as it is so. */
@Component
public class OpenFolders {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFolders.class);

    private final List<Path> folders;

    OpenFolders(@Value("${ringbook.home}") String home, @Value("${ringbook.recordings.folder}") String recordings) {
        this.folders = Stream.of(home, recordings)
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    /** What to do about each. Looks at the disk. */
    public List<Notice> warnings() {
        return folders.stream()
                .filter(PrivateFolder::isOpenToOthers)
                .map(folder -> Notice.of("access.folder.open", folder))
                .toList();
    }
}
