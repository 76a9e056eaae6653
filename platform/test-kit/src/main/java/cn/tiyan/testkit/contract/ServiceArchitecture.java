package cn.tiyan.testkit.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The structure every service keeps: features first, the model free of how it is reached, no cycles. */
public abstract class ServiceArchitecture {

    private final Class<?> application;
    private final String root;
    private final JavaClasses classes;

    /** @param application the service's main class, in its root package */
    protected ServiceArchitecture(Class<?> application) {
        this.application = application;
        this.root = application.getPackageName();
        this.classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root);
    }

    @Test
    void keepsFeaturesFreeOfCycles() {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void keepsTheModelFreeOfHowItIsReached() {
        noClasses().that().resideInAPackage(root + ".*")
                .should().dependOnClassesThat().resideInAnyPackage(root + ".*.web..", root + ".*.messaging..", "org.apache.kafka..",
                        "org.springframework.kafka..", "jakarta.servlet..", "org.springframework.web.bind..", "org.springframework.http..")
                .allowEmptyShould(true).check(classes);
    }

    @Test
    void leavesOtherFeaturesWebAndMessagingAlone() {
        slices().matching(root + ".(*).(web|messaging)..").should().notDependOnEachOther().allowEmptyShould(true).check(classes);
    }

    @Test
    void avoidsNamesThatSayNothing() {
        noClasses().should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Util")
                .orShould().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Manager").check(classes);
    }

    @Test
    void keepsControllersInWebPackages() {
        classes().that().areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .should().resideInAPackage("..web..").allowEmptyShould(true).check(classes);
    }

    @Test
    void holdsAsModules() {
        org.springframework.modulith.core.ApplicationModules.of(application).verify();
    }
}
