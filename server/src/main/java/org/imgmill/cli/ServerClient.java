package org.imgmill.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imgmill.links.OwnAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/// Speaks to the server that this command started, the way any other client would.
final class ServerClient {

    private final RestClient http;

    private ServerClient(String base, @Nullable String key) {
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
                given == null || given.isBlank()
                        ? server.getEnvironment().getProperty("imgmill.auth.admin-key")
                        : given.strip());
    }

    private static void addKey(HttpHeaders headers, @Nullable String key) {
        if (key != null && !key.isBlank()) {
            headers.set("X-API-Key", key);
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
                            if (answer.getStatusCode().value() == 401) {
                                throw new BadInput(
                                        "this server wants a key: put one with the scope write into IMGMILL_KEY.");
                            }
                            if (answer.getStatusCode().is4xxClientError()) {
                                throw new BadInput(required(answer.bodyTo(Problem.class)).text());
                            }
                            return required(answer.bodyTo(BatchAnswer.class));
                        });
    }

    BatchAnswer batch(String id) {
        return required(http.get().uri("/v1/batches/{id}", id).retrieve().body(BatchAnswer.class));
    }

    void deleteBatches() {
        var page = required(http.get().uri("/v1/batches").retrieve().body(BatchList.class));
        for (var batch : page.data()) {
            http.delete().uri("/v1/batches/{id}", batch.id()).retrieve().toBodilessEntity();
        }
    }

    private record BatchList(List<BatchAnswer> data) {}

    private static <T> T required(@Nullable T body) {
        return Objects.requireNonNull(body, "an answer without a body");
    }
}
