package dev.openenv.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not check: arrows, the JSON boundary, chance, names. */
class HouseTest {

    private static final String[] API = {"dev.openenv", "dev.openenv.annotation", "dev.openenv.json"};
    private static final String ENVIRONMENTS = "dev.openenv.environments..";

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.openenv");

    @Test
    void theApiDependsOnNothingButAnnotations() {
        classes()
                .that(resideInAnyPackage(API))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(API).or(resideInAnyPackage("java..", "org.jspecify..")))
                .check(house);
    }

    @Test
    void arrowsRunDown() {
        noClasses()
                .that(resideOutsideOfPackages("dev.openenv.cli..", "dev.openenv.report.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.openenv.cli..", "dev.openenv.report..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage("dev.openenv.report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.openenv.cli..")
                .check(house);
    }

    @Test
    void insideTheCoreTheReferenceEnvironmentsAreOnTop() {
        noClasses()
                .that(resideOutsideOfPackages(ENVIRONMENTS, "dev.openenv.cli.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENVIRONMENTS)
                .check(house);
        noClasses()
                .that()
                .resideInAnyPackage("dev.openenv.codec..", "dev.openenv.wrap..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.openenv.provider..", "dev.openenv.rollout..", "dev.openenv.recording..")
                .check(house);
    }

    @Test
    void jacksonStaysBehindTheCodecs() {
        noClasses()
                .that(resideOutsideOfPackages("dev.openenv.codec.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(house);
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.openenv.codec..")
                .should()
                .notHaveRawReturnType(resideInAnyPackage("com.fasterxml.jackson.."))
                .andShould()
                .notHaveRawParameterTypes(
                        describe("of Jackson", types -> types.stream().anyMatch(HouseTest::isJackson)))
                .check(house);
    }

    private static boolean isJackson(JavaClass type) {
        return type.getPackageName().startsWith("com.fasterxml.jackson");
    }

    @Test
    void chanceComesFromTheEpisodeOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(ENVIRONMENTS)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .check(house);
    }

    @Test
    void environmentsUseStrictMath() {
        var inexact = Set.of(
                "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10", "log1p", "pow",
                "cbrt", "sinh", "cosh", "tanh", "hypot");
        noClasses()
                .that()
                .resideInAPackage(ENVIRONMENTS)
                .should(callMethodWhere(describe(
                        "Math." + new TreeSet<>(inexact),
                        (JavaCall<?> call) ->
                                call.getTargetOwner().isEquivalentTo(Math.class) && inexact.contains(call.getName()))))
                .check(house);
    }

    @Test
    void environmentsDoNotLookAtTheClock() {
        noClasses()
                .that()
                .resideInAPackage(ENVIRONMENTS)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(house);
    }

    @Test
    void namesSayWhatIsSpecial() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Base|Info|Data)")
                .check(house);
    }

    @Test
    void onlyProgramsPrint() {
        noClasses()
                .that(resideOutsideOfPackages("dev.openenv.cli..", "dev.openenv.server.container.."))
                .should(ACCESS_STANDARD_STREAMS)
                .check(house);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(house);
    }

    @Test
    void packagesAreUniqueToAModule() {
        Map<String, Set<String>> sources = new HashMap<>();
        for (var type : house) {
            if (!type.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                type.getSource()
                        .ifPresent(source -> sources.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                                .add(module(source.getUri().toString())));
            }
        }
        assertThat(sources).isNotEmpty();
        assertThat(sources)
                .allSatisfy((name, modules) ->
                        assertThat(modules).as("modules of package %s", name).hasSize(1));
    }

    private static String module(String uri) {
        return uri.replaceFirst(".*/(openenv-[a-z0-9]+)[/-].*", "$1");
    }
}
