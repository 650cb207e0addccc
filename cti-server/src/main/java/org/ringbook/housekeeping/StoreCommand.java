package org.ringbook.housekeeping;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.ringbook.attachments.AttachmentConfiguration;
import org.ringbook.commands.Command;
import org.ringbook.commands.ServerParts;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.RecordingsSettings;
import org.ringbook.recordings.store.Reencryption;
import org.ringbook.recordings.store.Retention;
import org.ringbook.recordings.store.Verification;
import org.ringbook.staff.Staff;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** A command on the recordings that are kept; its settings follow it on the command line. */
abstract class StoreCommand implements Command {

    /** No stereotype: the server itself must not find it. */
    @EnableConfigurationProperties(RecordingsSettings.class)
    @Import({AttachmentConfiguration.class, AudioStore.class, Verification.class, Retention.class, Reencryption.class})
    @ComponentScan(basePackageClasses = Staff.class)
    static class Parts {}

    /** How it is used; ends with a line break. */
    abstract String usage();

    /** @return what the program ends with */
    abstract int work(ServerParts parts, boolean write, PrintStream out, PrintStream err) throws IOException;

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        boolean write = args.contains("--write");
        List<String> settings =
                args.stream().filter(arg -> !arg.equals("--write")).toList();
        if (settings.stream().anyMatch(arg -> !arg.startsWith("--") || arg.indexOf('=') < 0)) {
            err.print(usage());
            return 2;
        }
        try (ServerParts parts = ServerParts.with(settings, Parts.class)) {
            return work(parts, write, out, err);
        } catch (ServerParts.Unavailable inWords) {
            err.println(inWords.getMessage());
            return 1;
        } catch (IOException unreadable) {
            err.println("The recordings could not be read: " + unreadable.getMessage());
            return 1;
        }
    }
}
