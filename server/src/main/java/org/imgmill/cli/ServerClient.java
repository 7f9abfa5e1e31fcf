package org.imgmill.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.imgmill.links.OwnAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/// Speaks to the server that this command started, or to one that runs already, the way any other
/// client would.
final class ServerClient {

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration GLANCE_ELSEWHERE = Duration.ofSeconds(1);

    private final RestClient http;
    private final String origin;
    private final Duration pause;

    private ServerClient(String base, String origin, Duration pause, @Nullable String key) {
        this.origin = origin;
        this.pause = pause;
        this.http =
                RestClient.builder()
                        .baseUrl(base)
                        .defaultHeaders(headers -> addKey(headers, key))
                        .requestFactory(new JdkClientHttpRequestFactory())
                        .build();
    }

    static ServerClient of(ApplicationContext server) {
        var given = System.getenv("IMGMILL_KEY");
        return new ServerClient(
                server.getBean(OwnAddress.class).of(""),
                "this command",
                GLANCE,
                given == null || given.isBlank()
                        ? server.getEnvironment().getProperty("imgmill.auth.admin-key")
                        : given.strip());
    }

    /// @throws BadInput if that is no address
    static ServerClient at(String url) {
        var base = url.replaceFirst("/+$", "");
        try {
            var parsed = new URI(base);
            boolean web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            if (!web || parsed.getHost() == null) {
                throw new BadInput(notAnAddress(url));
            }
        } catch (URISyntaxException e) {
            throw new BadInput(notAnAddress(url));
        }
        return new ServerClient(base, base, GLANCE_ELSEWHERE, System.getenv("IMGMILL_KEY"));
    }

    private static String notAnAddress(String url) {
        return "--server is an address such as https://images.example.com, not \"%s\"."
                .formatted(url);
    }

    /// Which server it is, as a run that was stopped remembers it.
    String origin() {
        return origin;
    }

    /// How long to wait before it is asked again.
    Duration pause() {
        return pause;
    }

    private static void addKey(HttpHeaders headers, @Nullable String key) {
        if (key != null && !key.isBlank()) {
            headers.set("X-API-Key", key.strip());
        }
    }

    byte[] get(String path) {
        return required(http.get().uri(path).retrieve().body(byte[].class));
    }

    void save(String path, Path file) {
        http.get()
                .uri(path)
                .exchangeForRequiredValue(
                        (request, answer) ->
                                Files.copy(
                                        answer.getBody(),
                                        file,
                                        StandardCopyOption.REPLACE_EXISTING));
    }

    BatchAnswer upload(Resource catalogue, Map<String, String> recipe) {
        return upload("file", catalogue, recipe);
    }

    /// A catalogue that the server is to fetch.
    BatchAnswer uploadFrom(String address, Map<String, String> recipe) {
        return upload("source_url", address, recipe);
    }

    private BatchAnswer upload(String field, Object catalogue, Map<String, String> recipe) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add(field, catalogue);
        recipe.forEach(parts::add);
        return http.post()
                .uri("/v1/batches")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(parts)
                .exchangeForRequiredValue(
                        (request, answer) -> {
                            refuse(answer);
                            return required(answer.bodyTo(BatchAnswer.class));
                        });
    }

    private void refuse(RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse answer)
            throws IOException {
        if (answer.getStatusCode().value() == 401) {
            throw new BadInput(
                    "this server wants a key: put one with the scope write into IMGMILL_KEY.");
        }
        if (answer.getStatusCode().is4xxClientError()) {
            throw new BadInput(required(answer.bodyTo(Problem.class)).text());
        }
        if (answer.getStatusCode().isError()) {
            throw new IOException(
                    "%s answered %s; try again later.".formatted(origin, answer.getStatusCode()));
        }
    }

    /// @return empty if it is not there any more
    Optional<BatchAnswer> find(String id) {
        return http.get()
                .uri("/v1/batches/{id}", id)
                .exchangeForRequiredValue(
                        (_, answer) ->
                                answer.getStatusCode().is2xxSuccessful()
                                        ? Optional.of(required(answer.bodyTo(BatchAnswer.class)))
                                        : Optional.<BatchAnswer>empty());
    }

    /// All pictures of a batch, as its archive holds them.
    void savePictures(String id, Path folder) {
        http.get()
                .uri("/v1/batches/{id}/results.zip", id)
                .exchangeForRequiredValue(
                        (_, answer) -> {
                            try (var zip = new ZipInputStream(answer.getBody())) {
                                return ZippedPictures.unpack(zip, folder);
                            }
                        });
    }

    BatchAnswer batch(String id) {
        return required(http.get().uri("/v1/batches/{id}", id).retrieve().body(BatchAnswer.class));
    }

    void deleteBatchesBut(String kept) {
        for (var batch : batchesBut(kept)) {
            http.delete().uri("/v1/batches/{id}", batch.id()).retrieve().toBodilessEntity();
        }
    }

    /// What they made stays, and nobody works on them any more.
    void cancelBatchesBut(String kept) {
        for (var batch : batchesBut(kept)) {
            if (!batch.ended()) {
                http.post()
                        .uri("/v1/batches/{id}/cancel", batch.id())
                        .retrieve()
                        .toBodilessEntity();
            }
        }
    }

    private List<BatchAnswer> batchesBut(String kept) {
        var page = required(http.get().uri("/v1/batches").retrieve().body(BatchList.class));
        return page.data().stream().filter(batch -> !batch.id().equals(kept)).toList();
    }

    /// Makes the catalogue that runs are runs of, if there is none yet.
    void makeCatalogue(String name) {
        boolean there =
                http.get()
                                .uri("/v1/catalogues/{name}", name)
                                .exchangeForRequiredValue(
                                        (_, answer) -> answer.getStatusCode().value())
                        == 200;
        if (!there) {
            http.post()
                    .uri("/v1/catalogues")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("name", name))
                    .exchangeForRequiredValue(
                            (_, answer) -> {
                                refuse(answer);
                                return true;
                            });
        }
    }

    private record BatchList(List<BatchAnswer> data) {}

    private static <T> T required(@Nullable T body) {
        return Objects.requireNonNull(body, "an answer without a body");
    }
}
