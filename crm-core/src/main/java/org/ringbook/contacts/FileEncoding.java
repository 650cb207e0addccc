package org.ringbook.contacts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ringbook.refusals.Refused;

/** The text of a file whose encoding nobody told. Text is decoded without any loss, or refused. */
final class FileEncoding {

    private static final Charset WINDOWS = Charset.forName("windows-1251");
    private static final List<Charset> RUSSIAN = List.of(WINDOWS, Charset.forName("KOI8-R"), Charset.forName("IBM866"));
    private static final String COMMON = "оеаинтсрвлкмдпуя";
    private static final int SAMPLE = 200_000;

    private FileEncoding() {}

    /** @param charset null when the text itself must tell it */
    static Charset of(byte[] file, Charset charset) {
        refuseWorkbooks(file);
        if (charset != null) {
            return charset;
        }
        if (begins(file, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(file, 0xFF, 0xFE) || mostlyZeros(file, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(file, 0xFE, 0xFF) || mostlyZeros(file, 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return decoded(file, StandardCharsets.UTF_8) != null ? StandardCharsets.UTF_8 : russian(file);
    }

    static String text(byte[] file, Charset charset) {
        String text = decoded(file, charset);
        if (text == null) {
            throw Refused.because("file", "contacts.import.encoding.other", charset.name());
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String decoded(byte[] file, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException other) {
            return null;
        }
    }

    private static Charset russian(byte[] file) {
        Charset best = null;
        double bestScore = 0;
        for (Charset charset : RUSSIAN) {
            String text = decoded(file.length > SAMPLE ? Arrays.copyOf(file, SAMPLE) : file, charset);
            double score = text == null ? 0 : russianness(text);
            if (score > bestScore) {
                best = charset;
                bestScore = score;
            }
        }
        if (best == null || bestScore < 0.5) {
            throw Refused.because("file", "contacts.import.encoding.unknown");
        }
        return best;
    }

    /** From 0 to 1: the share of characters beyond ASCII that stand as they do in Russian names. */
    private static double russianness(String text) {
        int beyond = 0;
        int score = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                continue;
            }
            beyond++;
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            boolean cyrillic = c >= 'А' && c <= 'я' || c == 'ё' || c == 'Ё';
            if (cyrillic) {
                score += latin(before) || Character.isUpperCase(c) && Character.isLowerCase(before) ? -1 : 1;
                score += COMMON.indexOf(Character.toLowerCase(c)) >= 0 ? 1 : 0;
            } else if ("«»№–—„“”…’·\u00a0".indexOf(c) < 0) {
                score -= 2;
            }
        }
        return beyond == 0 ? 0 : score / (1.5 * beyond);
    }

    private static boolean latin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean begins(byte[] file, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean mostlyZeros(byte[] file, int from) {
        int zeros = 0;
        int looked = 0;
        for (int i = from; i < file.length && i < 4_000; i += 2) {
            zeros += file[i] == 0 ? 1 : 0;
            looked++;
        }
        return looked >= 4 && zeros * 10 > looked * 3;
    }

    private static void refuseWorkbooks(byte[] file) {
        if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw Refused.because("file", "contacts.import.workbook");
        }
    }
}
