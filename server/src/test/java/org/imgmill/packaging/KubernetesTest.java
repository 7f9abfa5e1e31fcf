package org.imgmill.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.imgmill.node.KnownSettings;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The manifests ask for what there is.
class KubernetesTest {

    private static final Path FOLDER = Path.of("../packaging/kubernetes");

    @Test
    void theScalersQuestionCountsLanesThatAreDueOrRun() throws IOException {
        var query = (String) at(manifests("keda.yaml").getLast(), "spec.triggers.0.metadata.query");
        try (var origin = Origin.start();
                var server = Server.start("--imgmill.processing.lanes=1")) {
            assertThat(count(server, query)).isZero();

            origin.play("/silent", (_, reply) -> reply.hold());
            for (int i = 0; i < 2; i++) {
                server.upload(
                        "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n"
                                .formatted(origin.url("/silent")));
            }

            Eventually.until("lanes that count", () -> count(server, query) > 0);
        }
    }

    private static long count(Server server, String query) {
        return server.db().sql(query).query(Long.class).single();
    }

    @Test
    void whatIsProbedAnswers() throws IOException {
        var paths = new TreeSet<String>();
        for (var deployment : deployments()) {
            for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                paths.add(
                        (String)
                                at(
                                        deployment,
                                        "spec.template.spec.containers.0.%s.httpGet.path"
                                                .formatted(probe)));
            }
        }

        assertThat(paths).hasSize(2);
        for (var path : paths) {
            assertThat(Server.shared().get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void whatIsSetAreSettings() throws IOException {
        var names = new TreeSet<String>();
        ((Map<?, ?>) at(manifests("imgmill.yaml").getFirst(), "data"))
                .keySet()
                .forEach(name -> names.add(name.toString()));
        for (var deployment : deployments()) {
            for (var variable : (List<?>) at(deployment, "spec.template.spec.containers.0.env")) {
                names.add(String.valueOf(((Map<?, ?>) variable).get("name")));
            }
        }
        var own = KnownSettings.load();
        var libraries = KnownSettings.ofLibraries();

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(
                        name -> {
                            var setting =
                                    ConfigurationPropertyName.of(
                                            name.toLowerCase(Locale.ROOT).replace('_', '.'));
                            assertThat(
                                            own.containsRunTogether(setting)
                                                    || libraries.containsRunTogether(setting))
                                    .isTrue();
                        });
    }

    private static List<Object> deployments() throws IOException {
        return manifests("imgmill.yaml").stream()
                .filter(manifest -> "Deployment".equals(at(manifest, "kind")))
                .toList();
    }

    private static List<Object> manifests(String file) throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        var all = new ArrayList<Object>();
        StreamSupport.stream(
                        yaml.loadAll(Files.readString(FOLDER.resolve(file))).spliterator(), false)
                .forEach(all::add);
        return all;
    }

    private static Object at(Object manifest, String path) {
        var here = manifest;
        for (var word : path.split("\\.", -1)) {
            here =
                    Objects.requireNonNull(
                            here instanceof List<?> list
                                    ? list.get(Integer.parseInt(word))
                                    : ((Map<?, ?>) here).get(word),
                            path);
        }
        return here;
    }
}
