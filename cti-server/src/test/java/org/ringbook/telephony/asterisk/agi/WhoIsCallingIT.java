package org.ringbook.telephony.asterisk.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.lab.Cast.ANNA;
import static org.ringbook.lab.Cast.BORIS;
import static org.ringbook.lab.Cast.IVAN;
import static org.ringbook.lab.Cast.OLGA;
import static org.ringbook.lab.Cast.WHO_IS_CALLING;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.lab.AmiClient;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Scene;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;

/** A real Asterisk asks, while the caller waits, who it is: the responsible person's telephone rings and shows the name. */
@NeedsAsterisk
class WhoIsCallingIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void whoeverLooksAfterTheCallerRingsFirstAndSeesWhoItIs(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "agi")) {
            int port = Agis.freePort();
            tellsTheDialplan(lab, port);
            AgiService service = service(port);
            service.start();

            CalledPhone boris = rings(lab, "known", BORIS, IVAN.national());
            assertThat(boris.call().display()).isEqualTo("Мария Иванова");
            assertThat(boris.call().from()).isEqualTo(IVAN.national());

            CalledPhone anna = rings(lab, "unknown", ANNA, OLGA.national());
            assertThat(anna.call().display()).isEmpty();

            service.close();
            assertThat(rings(lab, "ringbook is stopped", ANNA, IVAN.national())
                            .call()
                            .rang())
                    .isTrue();
        }
    }

    private static AgiService service(int port) {
        var answers = new CallerAnswers(number ->
                number.toString().equals(IVAN.e164()) ? new CallerAnswer("Мария Иванова", BORIS) : CallerAnswer.NOBODY);
        return new AgiService("office", new AgiSettings(port, "127.0.0.1"), "127.0.0.1", answers, new NumberPlan("RU"));
    }

    private static void tellsTheDialplan(AsteriskLab lab, int port) {
        try (AmiClient ami = lab.listen(AsteriskLab.TOO_MUCH)) {
            ami.send("Setvar", "Variable", "AGI_AT", "Value", "127.0.0.1:" + port);
        }
    }

    /** Somebody calls, and this telephone rings. */
    private CalledPhone rings(AsteriskLab lab, String name, String extension, String caller) {
        try (Scene scene = new Scene(lab, folder.resolve(lab.version() + "-" + name))) {
            CalledPhone phone = scene.phone(extension)
                    .answersAfter(Duration.ofMillis(200))
                    .hangsUpAfter(Duration.ofMillis(200))
                    .start();
            scene.carrierCalls(WHO_IS_CALLING, caller).start();
            phone.awaitEnded();
            scene.awaitEnd();
            return phone;
        }
    }
}
