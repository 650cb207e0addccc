package org.ringbook.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URLDecoder;

/**
 * The rooms of the program: who may use whom, and who may use which library.
 */
@AnalyzeClasses(packages = "org.ringbook.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    private static final String HERE = "org.ringbook.agent.";

    /** A package that stands on no line here fails the test: a new room says first whom it may use. */
    @ArchTest
    static final ArchRule everyRoomUsesOnlyWhatItMay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.ringbook..")
            .withOptionalLayers(true)
            .layer("start")
            .definedBy("org.ringbook.agent")
            .layer("ui")
            .definedBy(HERE + "ui..")
            .layer("headless")
            .definedBy(HERE + "headless..")
            .layer("server")
            .definedBy(HERE + "server..")
            .layer("sip")
            .definedBy(HERE + "sip..")
            .layer("audio")
            .definedBy(HERE + "audio..")
            .layer("devices")
            .definedBy(HERE + "devices..")
            .layer("instance")
            .definedBy(HERE + "instance..")
            .layer("settings")
            .definedBy(HERE + "settings..")
            .layer("words")
            .definedBy(HERE + "words..")
            .layer("calls")
            .definedBy(HERE + "calls..")
            .layer("log")
            .definedBy(HERE + "log..")
            .layer("phone")
            .definedBy(HERE + "phone..")
            .whereLayer("start")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ui")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("headless")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("instance")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("sip")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("audio")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("devices")
            .mayOnlyBeAccessedByLayers("ui")
            .whereLayer("log")
            .mayOnlyBeAccessedByLayers("start")
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("start", "ui", "headless")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("start", "ui")
            .whereLayer("words")
            .mayOnlyBeAccessedByLayers("start", "ui")
            .whereLayer("calls")
            .mayOnlyBeAccessedByLayers("start", "ui", "headless", "server")
            .whereLayer("phone")
            .mayOnlyBeAccessedByLayers("start", "ui", "headless", "sip", "audio")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule noRoomIsUsedByOneThatItUses =
            slices().matching(HERE + "(*)..").should().beFreeOfCycles();

    /** What a call and a telephone are is computed: no socket, no file, no window, no thread. */
    @ArchTest
    static final ArchRule callsAndPhoneArePure = classes()
            .that()
            .resideInAnyPackage(HERE + "calls..", HERE + "phone..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage(HERE + "calls..")
                    .or(resideInAPackage(HERE + "phone.."))
                    .or(resideInAPackage("java.lang.."))
                    .or(resideInAPackage("java.util"))
                    .or(resideInAPackage("java.util.function"))
                    .or(resideInAPackage("java.util.regex"))
                    .or(resideInAPackage("java.util.stream"))
                    .or(resideInAPackage("java.time.."))
                    .or(resideInAPackage("java.nio.charset"))
                    .or(type(URLDecoder.class)));

    @ArchTest
    static final ArchRule onlyUiHasAWindow = only("ui", "javax.swing..", "java.awt..", "com.formdev..");

    @ArchTest
    static final ArchRule onlyServerAndAudioHaveSockets = noClasses()
            .that()
            .resideOutsideOfPackages(HERE + "server..", HERE + "audio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..");

    @ArchTest
    static final ArchRule onlyServerHasAWebSocket = only("server", "io.netty.handler.codec.http..");

    @ArchTest
    static final ArchRule onlyServerAndHeadlessSpeakJson = noClasses()
            .that()
            .resideOutsideOfPackages(HERE + "server..", HERE + "headless..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml..");

    @ArchTest
    static final ArchRule onlySipSpeaksSip = only("sip", "javax.sip..", "gov.nist..", "android.gov.nist..");

    @ArchTest
    static final ArchRule onlyAudioAndDevicesOpenAMicrophone = noClasses()
            .that()
            .resideOutsideOfPackages(HERE + "audio..", HERE + "devices..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sound..");

    @ArchTest
    static final ArchRule onlyAudioCodes = only("audio", "io.github.jaredmdobson.concentus..");

    private static ArchRule only(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(HERE + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}
