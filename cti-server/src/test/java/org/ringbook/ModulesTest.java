package org.ringbook;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the house, across all jars: who may use whom stands in each package-info, and this holds them to it. */
class ModulesTest {

    private static final ImportOption WITHOUT_TESTS = new ImportOption.DoNotIncludeTests();

    /** Rooms whose inner packages still use each other in a circle. This list only gets shorter. */
    private static final List<String> STILL_IN_A_CIRCLE = List.of("org.ringbook.recordings..");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(ModulesTest::isOurs).importPackages("org.ringbook");

    @Test
    void everyRoomKeepsToItsDoors() {
        ApplicationModules.of(RingbookServer.class, ModulesTest::isOurs).verify();
    }

    /** Modulith sees no further than its modules; inside them packages could use each other in a circle. */
    @Test
    void noPackageUsesOneThatUsesIt() {
        SliceRule rule = inNoCircle();
        for (String excused : STILL_IN_A_CIRCLE) {
            rule = rule.ignoreDependency(resideInAPackage(excused), resideInAPackage(excused));
        }
        rule.check(HOUSE);
    }

    @Test
    void whoIsInNoCircleAnyMoreIsStruckOffTheList() {
        assertThat(STILL_IN_A_CIRCLE)
                .as("rooms that are still in a circle: strike off what is missing here")
                .allMatch(room -> inNoCircle()
                        .evaluate(HOUSE.that(resideInAPackage(room)))
                        .hasViolation());
    }

    private static SliceRule inNoCircle() {
        return slices().matching("org.ringbook.(**)").should().beFreeOfCycles();
    }

    /** In a build up to `verify` the cast of the tests comes as a jar, which nothing but its name tells apart. */
    private static boolean isOurs(Location location) {
        return WITHOUT_TESTS.includes(location) && !location.contains("-tests.jar");
    }
}
