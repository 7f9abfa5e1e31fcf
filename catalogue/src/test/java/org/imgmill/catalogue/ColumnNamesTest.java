package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnNamesTest {

    private static final Set<String> SHOPS =
            Set.of(
                    "Shopify",
                    "WooCommerce",
                    "Magento",
                    "PrestaShop",
                    "BigCommerce",
                    "Etsy",
                    "eBay",
                    "Amazon",
                    "Google Merchant",
                    "Shopware",
                    "OpenCart",
                    "Wix",
                    "Squarespace",
                    "Akeneo",
                    "Airtable");

    record Line(String role, String kind, String source, String name) {}

    static List<Line> names() throws IOException {
        var names = new ArrayList<Line>();
        try (InputStream in =
                Objects.requireNonNull(ColumnNames.class.getResourceAsStream("columns.tsv"))) {
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                if (!line.isEmpty() && !line.startsWith("#")) {
                    for (String name : fields[3].split(" \\| ", -1)) {
                        names.add(new Line(fields[0], fields[1], fields[2], name));
                    }
                }
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameInTheTableIsKnownForWhatItIs(Line line) {
        ColumnName known = Objects.requireNonNull(ColumnNames.of(line.name()), line.name());

        assertThat(known.role().name().toLowerCase(Locale.ROOT)).isEqualTo(line.role());
    }

    @Test
    void everyShopAndAtLeastTwelveLanguagesNameIdsNamesAndImages() throws IOException {
        var roles = new TreeMap<String, Set<String>>();
        for (Line line : names()) {
            roles.computeIfAbsent(line.source(), _source -> new TreeSet<>()).add(line.role());
        }
        List<String> complete =
                roles.entrySet().stream()
                        .filter(
                                entry ->
                                        entry.getValue()
                                                .containsAll(Set.of("id", "name", "images")))
                        .map(Map.Entry::getKey)
                        .toList();

        assertThat(complete).containsAll(SHOPS);
        assertThat(complete.size() - SHOPS.size() - 1).isGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE_URL, IMAGES", "image-url, IMAGES", "Image  12, IMAGES", "IMAGEN 3, IMAGES",
        "Imagén, IMAGES", "picture-de_DE, IMAGES", "Zdjecie, IMAGES", "画像１, IMAGES",
        "output image urls, NEVER"
    })
    void namesAreComparedWithoutCaseAccentsPunctuationAndNumbers(
            String name, ColumnName.Role role) {
        assertThat(Objects.requireNonNull(ColumnNames.of(name)).role()).isEqualTo(role);
    }
}
