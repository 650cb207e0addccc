package org.ringbook;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the house, across all jars: who may use whom stands in each package-info, and this holds them to it. */
@AnyJava
class ModulesTest {

    private static final ImportOption WITHOUT_TESTS = new ImportOption.DoNotIncludeTests();

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(ModulesTest::isOurs).importPackages("org.ringbook");

    @Test
    void everyRoomKeepsToItsDoors() {
        ApplicationModules.of(RingbookServer.class, ModulesTest::isOurs).verify();
    }

    /** Modulith sees no further than its modules; inside them packages could use each other in a circle. */
    @Test
    void noPackageUsesOneThatUsesIt() {
        slices().matching("org.ringbook.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    /**
     * In a build up to `verify` the cast of the tests comes as a jar, which nothing but its name tells apart; and with `package` come the
     * classes that Spring works out of ours, which have two lines in their names. The agent program is another program: RoomsTest is for it.
     */
    private static boolean isOurs(Location location) {
        boolean agentProgram = location.contains("softphone-agent") || location.contains("ringbook-agent");
        return WITHOUT_TESTS.includes(location)
                && !agentProgram
                && !location.contains("-tests.jar")
                && !location.contains("__");
    }
}
