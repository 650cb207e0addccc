package org.ringbook.api;

import java.util.Map;

/** Why the sound of a recording is not here, in the words of the API. */
final class Reasons {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("goes_on", "the call goes on."),
            Map.entry("waits", "it is fetched in a moment."),
            Map.entry("not_there_yet", "the telephone system does not have it yet; it is tried again."),
            Map.entry("being_written", "the telephone system is still writing it; it is tried again."),
            Map.entry("no_file", "there is no such file in the folder of recordings."),
            Map.entry("not_named", "the telephone system did not tell which file it is."),
            Map.entry("no_place", "the settings of this source do not say where its recordings are."),
            Map.entry("no_room", "there is too little room for more recordings on the disk."),
            Map.entry("freed", "it was removed by the rules for old recordings."),
            Map.entry("other_folder", "it lies outside of the folder of recordings."),
            Map.entry("name_refused", "its name is not believed."),
            Map.entry("link_out", "it is a link that leads out of the folder of recordings."),
            Map.entry("too_large", "it is too large for a recording of a call."),
            Map.entry("cut_off", "it is cut off."),
            Map.entry("cut", "the end of the sound is missing."),
            Map.entry("empty", "nothing was recorded."),
            Map.entry("not_sound", "what was found is no sound."),
            Map.entry("page_instead", "the telephone system sent a page in its place."),
            Map.entry("unknown_coding", "its coding is not known."),
            Map.entry("sides_differ", "its two sides do not fit together."),
            Map.entry("refused", "the telephone system does not give it to us."),
            Map.entry("gone", "the telephone system does not have it any more."));

    private Reasons() {}

    static String inEnglish(String reason) {
        return WORDS.getOrDefault(reason, "it could not be fetched; it is tried again.");
    }
}
