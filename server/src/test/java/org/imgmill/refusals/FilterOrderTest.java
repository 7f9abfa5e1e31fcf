package org.imgmill.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Container;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.imgmill.testing.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.Order;

/// What runs is what the list says, in its order.
class FilterOrderTest {

    /// Filters of Spring's that we only give a place to.
    private static final Map<String, Integer> REGISTERED =
            Map.of("CorsFilter", FilterOrder.CORS, "UrlHandlerFilter", FilterOrder.TRAILING_SLASH);

    @Test
    void theListIsInItsOwnOrder() {
        assertThat(List.copyOf(list().values())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void everyFilterThatRunsIsInTheListAndRunsInItsOrder() throws ReflectiveOperationException {
        var context = tomcat(Server.shared().bean(ServletContext.class));

        var running =
                Arrays.stream(context.findFilterMaps())
                        .map(FilterMap::getFilterName)
                        .distinct()
                        .map(name -> context.findFilterDef(name).getFilter())
                        .map(FilterOrderTest::order)
                        .filter(Objects::nonNull)
                        .toList();

        var names = list();
        var expected =
                names.entrySet().stream()
                        // Only on a node that is a worker.
                        .filter(entry -> !entry.getKey().equals("WORKER"))
                        .map(Map.Entry::getValue)
                        .toList();
        assertThat(running).containsExactlyElementsOf(expected);
    }

    @Test
    void theValvesAreTheOnesItNames() throws ReflectiveOperationException {
        var host = tomcat(Server.shared().bean(ServletContext.class)).getParent();
        assertThat(Stream.of(host.getParent(), host).flatMap(FilterOrderTest::valves))
                .containsExactlyInAnyOrder(
                        "PaceBodies", "KeepPlacesForHealth", "DrainBodies", "ErrorAnswers");
    }

    private static Stream<String> valves(Container container) {
        return Arrays.stream(container.getPipeline().getValves())
                .map(Valve::getClass)
                .filter(type -> type.getName().startsWith("org.imgmill."))
                .map(Class::getSimpleName);
    }

    /// Null for what Spring brings of itself.
    private static @Nullable Integer order(Filter filter) {
        var type = filter.getClass();
        var order = type.getAnnotation(Order.class);
        if (type.getName().startsWith("org.imgmill.")) {
            assertThat(order).as("a place in the list for %s", type.getName()).isNotNull();
        }
        return order != null && type.getName().startsWith("org.imgmill.")
                ? Integer.valueOf(order.value())
                : REGISTERED.get(type.getSimpleName());
    }

    private static Map<String, Integer> list() {
        return Arrays.stream(FilterOrder.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .collect(
                        Collectors.toMap(
                                field -> field.getName(),
                                field -> {
                                    try {
                                        return field.getInt(null);
                                    } catch (IllegalAccessException e) {
                                        throw new AssertionError(e);
                                    }
                                },
                                (a, b) -> a,
                                java.util.LinkedHashMap::new));
    }

    private static StandardContext tomcat(ServletContext facade)
            throws ReflectiveOperationException {
        Object found = facade;
        while (!(found instanceof StandardContext)) {
            var field = found.getClass().getDeclaredField("context");
            field.setAccessible(true);
            found = field.get(found);
        }
        return (StandardContext) found;
    }
}
