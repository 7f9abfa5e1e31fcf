package org.imgmill.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/// The keys of a server that runs already: it holds its data directory, so it is asked.
record RunningServersKeys(String base, RestClient http) implements KeyAccess {

    static RunningServersKeys at(String base, @Nullable String adminKey) {
        return new RunningServersKeys(
                base,
                RestClient.builder()
                        .baseUrl(base)
                        .defaultHeaders(
                                headers -> {
                                    if (adminKey != null && !adminKey.isBlank()) {
                                        headers.set("X-API-Key", adminKey.strip());
                                    }
                                })
                        .requestFactory(new JdkClientHttpRequestFactory())
                        .build());
    }

    boolean answers() {
        try {
            return Boolean.TRUE.equals(
                    http.get()
                            .uri("/actuator/health/liveness")
                            .exchange((_, answer) -> answer.getStatusCode().is2xxSuccessful()));
        } catch (ResourceAccessException nobodyThere) {
            return false;
        }
    }

    private record Made(String key) {}

    private record Listed(List<KeyLine> data) {}

    @Override
    public String create(String name, List<String> scopes, LimitOptions limits) {
        return http.post()
                .uri("/v1/keys")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("name", name, "scopes", scopes, "limits", limits.json()))
                .exchangeForRequiredValue((_, answer) -> read(answer, Made.class))
                .key();
    }

    @Override
    public List<KeyLine> list() {
        return http.get()
                .uri("/v1/keys")
                .exchangeForRequiredValue((_, answer) -> read(answer, Listed.class))
                .data();
    }

    @Override
    public KeyLine limit(String id, LimitOptions limits) {
        return http.patch()
                .uri("/v1/keys/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("limits", limits.json()))
                .exchangeForRequiredValue((_, answer) -> read(answer, KeyLine.class));
    }

    @Override
    public void revoke(String id) {
        http.delete()
                .uri("/v1/keys/{id}", id)
                .exchangeForRequiredValue(
                        (_, answer) -> {
                            if (answer.getStatusCode().isError()) {
                                throw refused(answer);
                            }
                            return id;
                        });
    }

    private <T> T read(
            RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse answer, Class<T> type)
            throws java.io.IOException {
        if (answer.getStatusCode().isError()) {
            throw refused(answer);
        }
        return Objects.requireNonNull(answer.bodyTo(type), "an answer without a body");
    }

    private BadInput refused(RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse answer)
            throws java.io.IOException {
        if (answer.getStatusCode().value() == 401) {
            return new BadInput(
                    "the server at " + base + " wants an admin key: put one into IMGMILL_KEY.");
        }
        var problem = answer.bodyTo(Problem.class);
        return new BadInput(
                problem == null ? "the server answered " + answer.getStatusCode() : problem.text());
    }
}
