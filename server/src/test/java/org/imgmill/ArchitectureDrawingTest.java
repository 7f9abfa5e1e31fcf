package org.imgmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/// docs/architecture.md draws what the packages may use, as their package-info says it.
class ArchitectureDrawingTest {

    private static final Pattern ARROWS = Pattern.compile("(?m)^    (\\w+) --> ([\\w &]+)$");

    @Test
    void theDrawingHasAnArrowForWhatEachPackageMayUseAndNoOther() throws Exception {
        var drawn = new TreeMap<String, Set<String>>();
        var drawing =
                Files.readString(Path.of("../docs/architecture.md"))
                        .split("## What may use what", 2)[1];
        for (var line : ARROWS.matcher(drawing).results().toList()) {
            drawn.put(line.group(1), new TreeSet<>(List.of(line.group(2).split(" & "))));
        }
        var allowed = new TreeMap<String, Set<String>>();
        try (var packages = Files.list(Path.of("src/main/java/org/imgmill"))) {
            for (var folder : packages.filter(Files::isDirectory).toList()) {
                var name = folder.getFileName().toString();
                var uses = uses(name);
                if (!uses.isEmpty()) {
                    allowed.put(name, uses);
                }
            }
        }

        // libraries: their poms say what they use
        drawn.keySet().removeAll(Set.of("attempt", "output"));
        assertThat(drawn).isEqualTo(allowed);
    }

    private static Set<String> uses(String name) throws ClassNotFoundException {
        var module =
                Class.forName("org.imgmill." + name + ".package-info")
                        .getAnnotation(ApplicationModule.class);
        return Arrays.stream(module.allowedDependencies())
                .map(used -> used.split(" ::", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
