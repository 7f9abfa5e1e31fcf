package org.imgmill.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// A list of settings as the compiler wrote it, in the format of Spring Boot's configuration
/// metadata: the one of imgmill, or one of a library.
record SettingsMetadata(
        @Nullable List<SettingsMetadata.Group> groups,
        @Nullable List<SettingsMetadata.Property> properties) {

    private static final String FILES = "classpath*:META-INF/spring-configuration-metadata.json";

    /// A record of settings, or one within another.
    record Group(String name, @Nullable String type, @Nullable String sourceType) {

        boolean isRecordOf(String prefix) {
            return (name + ".").startsWith(prefix)
                    && type != null
                    && type.equals(sourceType)
                    && !type.contains("$");
        }
    }

    record Property(String name, @Nullable String type) {

        boolean isMap() {
            return type != null && type.startsWith(Map.class.getName());
        }

        boolean isList() {
            return type != null && (type.startsWith("java.util.") || type.endsWith("[]"));
        }

        /// Of a map, what stands in it; the parts of its values are listed by hand.
        Stream<String> names() {
            if (!isMap()) {
                return Stream.of(name);
            }
            return Objects.requireNonNull(type).endsWith("," + String.class.getName() + ">")
                    ? Stream.of(name + "." + KnownSettings.ANY)
                    : Stream.empty();
        }
    }

    List<Property> all() {
        return Objects.requireNonNullElse(properties, List.of());
    }

    /// Whether it is the list of the settings that begin so.
    boolean isOf(String prefix) {
        return all().stream().anyMatch(property -> property.name().startsWith(prefix));
    }

    /// The classes that the settings with this prefix are read into, each with the name it has.
    Stream<Group> records(String prefix) {
        return Objects.requireNonNullElse(groups, List.<Group>of()).stream()
                .filter(group -> group.isRecordOf(prefix));
    }

    /// All lists that there are on the class path, each read only when the stream comes to it.
    static Stream<SettingsMetadata> lists() {
        var reader = JsonMapper.builder().build().readerFor(SettingsMetadata.class);
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources(FILES))
                    .map(file -> read(reader, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SettingsMetadata read(ObjectReader reader, Resource file) {
        try (InputStream json = file.getInputStream()) {
            return reader.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
