package org.ringbook.contacts;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text that some program before us has already read in a wrong encoding: "РњР°СЂРёСЏ", "ÐœÐ°Ñ€Ð¸Ñ", "ĞœĞ°Ñ€". */
final class Mojibake {

    private static final List<Charset> MISTAKEN = List.of(
            Charset.forName("windows-1251"),
            Charset.forName("windows-1252"),
            StandardCharsets.ISO_8859_1,
            Charset.forName("KOI8-R"),
            Charset.forName("IBM866"));
    private static final int FEWEST = 4;

    private Mojibake() {}

    static boolean is(String text) {
        if (text.indexOf('\uFFFD') >= 0) {
            return true;
        }
        return text.chars().filter(c -> c > 127).count() >= FEWEST
                && MISTAKEN.stream().anyMatch(charset -> isUtf8ReadAs(charset, text));
    }

    private static boolean isUtf8ReadAs(Charset charset, String text) {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException sound) {
            return false;
        }
    }
}
