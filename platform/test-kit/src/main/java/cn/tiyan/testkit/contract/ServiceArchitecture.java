package cn.tiyan.testkit.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

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

    /** What is imported wins over the file that imports it: what both say, the service says in vain. */
    @Test
    void setsNothingThatThePlatformSets() throws IOException {
        assertThat(settings("application.yml")).isNotEmpty().doesNotContainAnyElementsOf(settings("tiyan-platform.yml"));
    }

    private static List<String> settings(String file) throws IOException {
        return new YamlPropertySourceLoader().load(file, new ClassPathResource(file)).stream()
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames())).toList();
    }

    @Test
    void holdsAsModules() {
        org.springframework.modulith.core.ApplicationModules.of(application).verify();
    }
}
