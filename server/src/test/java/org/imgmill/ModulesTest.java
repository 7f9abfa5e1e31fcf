package org.imgmill;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    private static final String ROOT = "org.imgmill.";

    /// What each package within a module of this server uses of the others there. A new one has to
    /// be listed.
    private static final Map<String, Set<String>> WITHIN =
            Map.of(
                    "api.access", Set.of("api.batches"),
                    "api.batches", Set.of("api.errors"),
                    "api.docs", Set.of(),
                    "api.errors", Set.of(),
                    "api.intake", Set.of("api.batches", "api.errors", "api.webhooks"),
                    "api.outputs", Set.of("api.batches"),
                    "api.preview", Set.of("api.batches", "api.intake"),
                    "api.webhooks", Set.of("api.batches"),
                    "limits.connections", Set.of());

    @Test
    void everyPackageUsesOnlyThePackagesItIsAllowedToUse() {
        ApplicationModules.of(Imgmill.class).verify();
    }

    @Test
    void packagesWithinAModuleHaveWallsToo() {
        var used = new TreeMap<String, Set<String>>();
        for (var type : classes()) {
            var from = within(type);
            if (from.isEmpty()) {
                continue;
            }
            var others = used.computeIfAbsent(from, _ -> new TreeSet<>());
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var to = within(dependency.getTargetClass().getBaseComponentType());
                if (!to.isEmpty() && !to.equals(from) && module(to).equals(module(from))) {
                    others.add(to);
                }
            }
        }
        assertThat(used).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(WITHIN));
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching("org.imgmill.(**)").should().beFreeOfCycles().check(classes());
    }

    private static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.imgmill")
                .that(JavaClass.Predicates.resideOutsideOfPackage("org.imgmill.transcode.."));
    }

    /// `api.intake` of a class in org.imgmill.api.intake; empty for one in no package below a
    /// module's.
    private static String within(JavaClass type) {
        var name = type.getPackageName();
        var local = name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
        return local.contains(".") ? local : "";
    }

    private static String module(String local) {
        return local.substring(0, local.indexOf('.'));
    }
}
