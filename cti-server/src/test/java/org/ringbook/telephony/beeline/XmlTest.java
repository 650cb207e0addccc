package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Documents as anybody may send them. */
class XmlTest {

    @Test
    void bytesThatAreNoTextAreReadAsNothingAndNothingIsSaidOfThemOnTheConsole() {
        PrintStream console = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Xml.read("<a>\u00ff</a>".getBytes(StandardCharsets.ISO_8859_1)))
                    .isNull();
            assertThat(Xml.read(new byte[] {(byte) 0xff})).isNull();
        } finally {
            System.setErr(console);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("Fatal Error");
    }

    @Test
    void otherEncodingsAreReadAsTheDocumentNamesThem() {
        String document = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>Мария</a>";
        assertThat(Xml.read(document.getBytes(Charset.forName("windows-1251"))).name)
                .isEqualTo("a");
        assertThat(Xml.read("<a>Мария</a>".getBytes(StandardCharsets.UTF_16)).name)
                .isEqualTo("a");
        assertThat(Xml.read("<a>Мария</a>".getBytes(StandardCharsets.UTF_8)).name)
                .isEqualTo("a");
    }
}
